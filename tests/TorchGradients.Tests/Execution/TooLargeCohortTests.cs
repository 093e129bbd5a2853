using Microsoft.Extensions.Time.Testing;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using Xunit;

namespace TorchGradients.Tests.Execution;

/// <summary>Runs that do not fit into the device's memory together; the shortage is made.</summary>
public sealed class TooLargeCohortTests : IDisposable
{
    readonly SomeRun _some = new();
    readonly DataCache _data = new();

    public void Dispose()
    {
        _data.Dispose();
        _some.Dispose();
    }

    [Fact]
    public void A_cohort_is_halved_until_it_fits_and_its_runs_come_to_the_same_numbers()
    {
        PlannedRun[] runs = [.. Enumerable.Range(1, 5).Select(seed => Run(seed))];
        var expected = _some.ExecuteTogether(runs);
        var sizes = new List<int>();
        _some.AfterLosses = losses =>
        {
            sizes.Add(losses.Count);
            if (losses.Count > 2) throw Shortage();
        };

        var actual = _some.ExecuteTogether(runs);

        Assert.Equal([5, 3, 2, 1, 2], sizes.Where((size, i) => i == 0 || sizes[i - 1] != size));
        Assert.Equal([(2, 0), (2, 1), (1, 0), (2, 0), (2, 1)], actual.Select(one => Place(one.Folder)));
        foreach (((Outcome outcome, string folder) one, (Outcome outcome, string folder) other) in expected.Zip(actual))
        {
            Assert.Equal(RunStatus.Completed, other.outcome.Status);
            Assert.Equal(one.outcome.TrainLoss, other.outcome.TrainLoss);
            Assert.Equal(Values(one.folder), Values(other.folder));
        }
    }

    [Fact]
    public void The_records_say_that_it_was_halved()
    {
        _some.AfterLosses = losses => { if (losses.Count > 1) throw Shortage(); };

        var runs = _some.ExecuteTogether(Run(1), Run(2));

        Assert.All(runs, one => Assert.Equal(
            "2 runs together went out of memory on cpu; so many train together now: 1",
            Assert.Single(SomeRun.Events(one.Folder), record => record.Quantity == "smaller-cohort").Detail));
    }

    [Fact]
    public void A_run_that_does_not_fit_alone_fails_and_the_others_go_on()
    {
        bool isFirst = true;
        _some.AfterLosses = losses =>
        {
            if (losses.Count == 1 && !isFirst) return;
            if (losses.Count == 1) isFirst = false;
            throw Shortage();
        };

        var runs = _some.ExecuteTogether(Run(1), Run(2), Run(3));

        Assert.Equal([RunStatus.Failed, RunStatus.Completed, RunStatus.Completed], runs.Select(one => one.Outcome.Status));
        Assert.StartsWith("out of memory on cpu: CUDA out of memory. Tried", runs[0].Outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_that_was_spent_together_counts_and_halves_have_only_what_is_left_of_a_limit()
    {
        var time = new FakeTimeProvider();
        using var some = new SomeRun { Clock = time };
        some.AfterLosses = losses =>
        {
            time.Advance(TimeSpan.FromSeconds(4));
            if (losses.Count > 2) throw Shortage();
        };

        IReadOnlyList<Outcome> within = Outcomes(limit: 40), over = Outcomes(limit: 8);

        // A step of four that is lost, 1 s each; then 12 steps of two, 2 s each.
        Assert.All(within, outcome => Assert.Equal((RunStatus.Completed, 25.0), (outcome.Status, outcome.Seconds)));
        // 7 s are left then: 14 s for two, over after the fourth step.
        Assert.All(over, outcome => Assert.Equal(
            (RunStatus.Failed, 9.0, 4, "over its training:timeLimit of 8 s"), (outcome.Status, outcome.Seconds, outcome.Steps, outcome.Reason)));

        IReadOnlyList<Outcome> Outcomes(double limit) => some.ExecuteTogether(
            some.PlanAll($$"""{ "training": { "timeLimit": {{limit}} }, "seeds": [1, 2, 3, 4] }""")).Outcomes;
    }

    [Fact]
    public void Runs_whose_numbers_are_bound_to_their_cohort_are_left_to_the_one_who_keeps_the_plan()
    {
        var time = new FakeTimeProvider();
        using var some = new SomeRun { Clock = time };
        PlannedRun[] runs = [.. Enumerable.Range(1, 3).Select(seed => Run(seed) with { IsBoundToCohort = true })];
        string[] folders = [.. runs.Select(_ => some.NewFolder())];
        some.AfterStep = step =>
        {
            time.Advance(TimeSpan.FromSeconds(6));
            if (step == 2) throw Shortage();
        };

        var exception = Assert.Throws<CohortTooLargeException>(() => some.ExecuteTogether(runs, folders));

        Assert.Equal("out of memory on cpu: CUDA out of memory. Tried to allocate 20.00 MiB. "
            + "Use a smaller data:batchSize or network, or share the device with fewer runs (--workers).", exception.Message);
        Assert.Equal(6, exception.Seconds);
        Assert.All(folders, folder => Assert.False(File.Exists(Path.Combine(folder, OutcomeFile.Name))));

        // What comes next begins with that time.
        some.AfterStep = _ => { };
        Outcome next = new RunExecutor(_data, some, time).Execute(
            [new RunAttempt(runs[0] with { IsBoundToCohort = false }, some.NewFolder(), exception.Seconds)], null, CancellationToken.None)[0];
        Assert.Equal((RunStatus.Completed, 6.0), (next.Status, next.Seconds));
    }

    PlannedRun Run(int seed) => _some.Plan($$"""
        { "seeds": [{{seed}}], "data": { "features": 16 }, "model": { "width": 16 } }
        """);

    static InvalidOperationException Shortage() => new("CUDA out of memory. Tried to allocate 20.00 MiB.\nException raised from malloc");

    static (int Size, int Place) Place(string folder)
    {
        CohortPlace cohort = EnvironmentRecord.Read(Path.Combine(folder, EnvironmentRecord.FileName)).Cohort;
        return (cohort.Size, cohort.Place);
    }

    static IEnumerable<string> Values(string folder) => SomeRun.Records(folder)
        .Select(record => $"{record.Step} {record.Quantity} {string.Join(' ', record.Values)}");
}
