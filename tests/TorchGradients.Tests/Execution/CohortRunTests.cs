using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using Xunit;

namespace TorchGradients.Tests.Execution;

/// <summary>Runs that train together have the numbers, files and ends that each has alone.</summary>
public sealed class CohortRunTests : IDisposable
{
    const string Grid = """
        "training": { "steps": 20, "evaluateEvery": 6, "checkpointEvery": 4, "checkpoints": ["initial", "final"] },
        "data": { "validationFraction": 0.2 }, "probes": ["train-loss", "update-ratio", { "name": "delta-norm", "every": 3, "from": 2 }]
        """;

    readonly SomeRun _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void Together_they_leave_to_the_last_bit_what_each_leaves_alone()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanAll($$"""{ {{Grid}}, "seeds": [1, 2, 3], "axes": [{{Axis("model:initialization", "\"he-normal\", \"lsuv\"")}}] }""");

        (IReadOnlyList<Outcome> outcomes, string[] folders) = _some.ExecuteTogether(runs);

        Assert.Equal(6, runs.Count);
        for (int i = 0; i < runs.Count; i++) AssertAsAlone(runs[i], outcomes[i], folders[i]);
        Assert.Equal([(6, 0), (6, 1), (6, 2), (6, 3), (6, 4), (6, 5)], folders
            .Select(folder => EnvironmentRecord.Read(Path.Combine(folder, EnvironmentRecord.FileName)).Cohort)
            .Select(cohort => (cohort.Size, cohort.Place)));
    }

    [Fact]
    public void One_that_diverges_ends_at_that_step_in_its_own_state_and_the_others_go_on()
    {
        IReadOnlyList<PlannedRun> runs = Diverging();

        (IReadOnlyList<Outcome> outcomes, string[] folders) = _some.ExecuteTogether(runs);

        Assert.Equal([RunStatus.Completed, RunStatus.Diverged, RunStatus.Completed], outcomes.Select(outcome => outcome.Status));
        for (int i = 0; i < runs.Count; i++) AssertAsAlone(runs[i], outcomes[i], folders[i]);
    }

    [Fact]
    public void Broken_off_each_keeps_where_it_is_and_one_that_had_diverged_has_its_result()
    {
        IReadOnlyList<PlannedRun> runs = Diverging();
        (IReadOnlyList<Outcome> outcomes, string[] folders) = Break(runs, afterSteps: 11);

        Assert.Equal([RunStatus.Cancelled, RunStatus.Diverged, RunStatus.Cancelled], outcomes.Select(outcome => outcome.Status));
        AssertAsAlone(runs[1], outcomes[1], folders[1]);
        Assert.Equal([true, false, true], folders.Select(CheckpointFile.IsIn));

        // What is left goes on without the one that has its result.
        PlannedRun[] rest = [runs[0], runs[2]];
        (IReadOnlyList<Outcome> resumed, string[] restFolders) = _some.ExecuteTogether(rest, [folders[0], folders[2]]);
        for (int i = 0; i < rest.Length; i++) AssertAsAlone(rest[i], resumed[i], restFolders[i]);
    }

    [Fact]
    public void Members_whose_checkpoints_are_of_different_steps_go_on_from_where_each_is()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanAll($$"""{ {{Grid}}, "seeds": [1, 2, 3] }""");
        string[] early = Break(runs, afterSteps: 5).Folders;
        string[] late = Break(runs, afterSteps: 14).Folders;
        string[] folders = [early[0], late[1], _some.NewFolder()];

        (IReadOnlyList<Outcome> outcomes, _) = _some.ExecuteTogether(runs, folders);

        for (int i = 0; i < runs.Count; i++) AssertAsAlone(runs[i], outcomes[i], folders[i]);
        Assert.Equal([5, 14], folders[..2].Select(folder => SomeRun.Events(folder).Single(record => record.Quantity == "resumed").Step));
    }

    [Fact]
    public void A_cohort_that_numbers_are_bound_to_goes_on_as_a_whole_or_begins_anew_as_a_whole()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanAll($$"""
            { {{Grid.Replace("0.2 }", "0.2, \"batchSize\": 13 }", StringComparison.Ordinal)}}, "seeds": [1, 2, 3], "execution": { "cohorts": 3 } }
            """);
        Assert.All(runs, run => Assert.True(run.IsBoundToCohort));
        string[] whole = _some.ExecuteTogether(runs).Folders;

        string[] resumed = Break(runs, afterSteps: 5).Folders;
        _some.ExecuteTogether(runs, resumed);

        string[] mixed = Break(runs, afterSteps: 5).Folders;
        mixed[1] = Break(runs, afterSteps: 14).Folders[1];
        _some.ExecuteTogether(runs, mixed);

        // The middle one has its result already: it trains along, and nothing of it is written.
        string[] rest = _some.ExecuteTogether(runs, [_some.NewFolder(), null, _some.NewFolder()]).Folders;

        Assert.Equal(whole.Select(Measured), resumed.Select(Measured));
        Assert.Equal(whole.Select(Measured), mixed.Select(Measured));
        Assert.Equal([Measured(whole[0]), Measured(whole[2])], rest.Select(Measured));
        Assert.DoesNotContain(SomeRun.Events(mixed[1]), record => record.Quantity == "resumed");
    }

    [Fact]
    public void Time_and_a_limit_on_it_are_shares_of_what_all_take_together()
    {
        var time = new FakeTimeProvider();
        using var some = new SomeRun { Clock = time, AfterStep = _ => time.Advance(TimeSpan.FromSeconds(4)) };

        IReadOnlyList<Outcome> within = some.ExecuteTogether(Limited(15)).Outcomes;
        IReadOnlyList<Outcome> over = some.ExecuteTogether(Limited(5)).Outcomes;

        Assert.All(within, outcome => Assert.Equal((RunStatus.Completed, 12.0), (outcome.Status, outcome.Seconds)));
        Assert.All(over, outcome => Assert.Equal(
            (RunStatus.Failed, 5.0, 5, "over its training:timeLimit of 5 s"),
            (outcome.Status, outcome.Seconds, outcome.Steps, outcome.Reason)));

        IReadOnlyList<PlannedRun> Limited(double limit) =>
            some.PlanAll($$"""{ "training": { "timeLimit": {{limit}} }, "seeds": [1, 2, 3, 4] }""");
    }

    [Fact]
    public void What_is_thrown_fails_all_of_them_and_files_that_are_lost_one()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanAll("""{ "seeds": [1, 2] }""");
        string[] folders = [_some.NewFolder(), _some.NewFolder()];
        _some.AfterStep = _ => throw new InvalidOperationException("a bug");
        Assert.All(_some.ExecuteTogether(runs, folders).Outcomes, outcome =>
            Assert.Equal((RunStatus.Failed, "InvalidOperationException: a bug"), (outcome.Status, outcome.Reason)));

        _some.AfterStep = step =>
        {
            if (step == 3) Directory.Delete(folders[0], recursive: true);
        };
        Assert.ThrowsAny<IOException>(() => _some.ExecuteTogether(runs, folders));
        Assert.Equal(RunStatus.Completed, OutcomeFile.Read(Path.Combine(folders[1], OutcomeFile.Name)).Status);
    }

    [Fact]
    public void They_leave_no_tensor_behind()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanAll($$"""{ {{Grid}}, "seeds": [1, 2, 3] }""");
        _some.ExecuteTogether(runs);
        long before = SomeRun.LiveTensors;

        _some.ExecuteTogether(runs);

        Assert.Equal(before, SomeRun.LiveTensors);
    }

    IReadOnlyList<PlannedRun> Diverging() => _some.PlanAll($$"""
        { {{Grid}}, "model": { "activation": "relu" },
          "axes": [{{Axis("model:initialization", "\"he-normal\", { \"name\": \"normal\", \"standardDeviation\": 1e15 }, \"xavier-normal\"")}}] }
        """);

    (IReadOnlyList<Outcome> Outcomes, string[] Folders) Break(IReadOnlyList<PlannedRun> runs, int afterSteps)
    {
        using var cancellation = new CancellationTokenSource();
        _some.Cancellation = cancellation.Token;
        _some.AfterStep = step =>
        {
            if (step + 1 == afterSteps) cancellation.Cancel();
        };
        var broken = _some.ExecuteTogether(runs);
        (_some.Cancellation, _some.AfterStep) = (default, _ => { });
        return broken;
    }

    void AssertAsAlone(PlannedRun run, Outcome outcome, string folder)
    {
        (Outcome alone, string there) = _some.Execute(run);
        Assert.Equal(Comparable(alone), Comparable(outcome));
        Assert.Equal(Measured(there), Measured(folder));
        Assert.Equal(Comparable(outcome), Comparable(OutcomeFile.Read(Path.Combine(folder, OutcomeFile.Name))));
        Assert.False(CheckpointFile.IsIn(folder));
        foreach (string weights in new[] { "initial.safetensors", "final.safetensors" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(there, weights)), File.ReadAllBytes(Path.Combine(folder, weights)));
        }
    }

    static string Axis(string path, string values) => $$"""{ "path": "{{path}}", "values": [{{values}}] }""";

    static IReadOnlyList<string> Measured(string folder) =>
        [.. SomeRun.Lines(folder).Where(line => JsonNode.Parse(line)!["Kind"]!.ToString() != "lifecycle")];

    static Outcome Comparable(Outcome outcome) => outcome with { Seconds = 0, Cost = null };
}
