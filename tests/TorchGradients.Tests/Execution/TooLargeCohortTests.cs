using TorchGradients.Planning;
using TorchGradients.Records;
using Xunit;

namespace TorchGradients.Tests.Execution;

/// <summary>Runs that do not fit into the device's memory together; the shortage is made.</summary>
public sealed class TooLargeCohortTests : IDisposable
{
    readonly SomeRun _some = new();

    public void Dispose() => _some.Dispose();

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
    public void Runs_whose_numbers_are_bound_to_their_cohort_fail_together()
    {
        _some.AfterLosses = losses => { if (losses.Count > 1) throw Shortage(); };

        var runs = _some.ExecuteTogether(Run(1) with { IsBoundToCohort = true }, Run(2) with { IsBoundToCohort = true });

        Assert.All(runs, one => Assert.Equal(RunStatus.Failed, one.Outcome.Status));
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
