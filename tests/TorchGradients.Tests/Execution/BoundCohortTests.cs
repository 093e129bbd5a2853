using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using Xunit;

namespace TorchGradients.Tests.Execution;

/// <summary>
/// A cohort that numbers are bound to is taken up again from where it was, to the last bit, also where a member has its result
/// and where a process ended while it wrote checkpoints.
/// </summary>
public sealed class BoundCohortTests : IDisposable
{
    const int StepsPerCheckpoint = 4;

    readonly SomeRun _some = new();

    public void Dispose() => _some.Dispose();

    // Kernels of every sort meet a place that holds other numbers than in the undisturbed cohort.
    public static TheoryData<string, string, string, string, int> Networks => new()
    {
        { "tanh", "none", "sgd", "float32", 6 },
        { "gelu", "batch-norm", "adam", "float32", 6 },
        { "softplus", "layer-norm", "rmsprop", "float32", 6 },
        { "sigmoid", "weight-norm", "sgd", "float64", 3 },
        { "selu", "batch-norm", "radam", "float64", 6 },
    };

    [Theory, MemberData(nameof(Networks))]
    public void Broken_off_after_a_member_diverged_the_others_go_on_from_there_and_it_keeps_its_result(
        string activation, string normalization, string optimizer, string precision, int divergesAfter)
    {
        IReadOnlyList<PlannedRun> runs = Plan(activation, normalization, optimizer, precision, divergesAfter);
        (IReadOnlyList<Outcome> outcomes, string[] whole) = _some.ExecuteTogether(runs);
        Assert.Equal([RunStatus.Completed, RunStatus.Diverged, RunStatus.Completed], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(8, outcomes[1].Steps);

        (IReadOnlyList<Outcome> broken, string[] folders) = Break(runs, afterSteps: 11);
        Assert.Equal([RunStatus.Cancelled, RunStatus.Diverged, RunStatus.Cancelled], broken.Select(outcome => outcome.Status));
        _some.ExecuteTogether(runs, [folders[0], null, folders[2]]);

        AssertEqual(whole, folders);
        Assert.Equal([11, null, 11], folders.Select(ResumedAt));
    }

    [Fact]
    public void So_they_do_where_several_steps_are_read_together_as_on_a_gpu()
    {
        IReadOnlyList<PlannedRun> runs = Plan(normalization: "batch-norm");
        _some.StepsPerReading = 3;
        string[] whole = _some.ExecuteTogether(runs).Folders;

        string[] killed = Kill(runs, afterSteps: 11);
        _some.ExecuteTogether(runs, [killed[0], null, killed[2]]);

        Assert.True(HasOutcome(killed[1]));
        AssertEqual(whole, killed);
        Assert.Equal([8, null, 8], killed.Select(ResumedAt));
    }

    [Fact]
    public void A_member_that_diverged_has_its_result_at_the_next_checkpoint_whatever_becomes_of_the_process()
    {
        IReadOnlyList<PlannedRun> runs = Plan();
        string[] whole = _some.ExecuteTogether(runs).Folders;

        string[] killed = Kill(runs, afterSteps: 10);
        Assert.Equal([false, true, false], killed.Select(HasOutcome));
        _some.ExecuteTogether(runs, [killed[0], null, killed[2]]);

        AssertEqual(whole, killed);
        Assert.Equal([8, null, 8], killed.Select(ResumedAt));
    }

    [Fact]
    public void Killed_before_that_it_diverges_again_at_the_same_step()
    {
        IReadOnlyList<PlannedRun> runs = Plan(divergesAfter: 9);
        (IReadOnlyList<Outcome> outcomes, string[] whole) = _some.ExecuteTogether(runs);
        Assert.Equal((RunStatus.Diverged, 11), (outcomes[1].Status, outcomes[1].Steps));

        string[] killed = Kill(runs, afterSteps: 11);
        Assert.Equal([false, false, false], killed.Select(HasOutcome));
        _some.ExecuteTogether(runs, killed);

        AssertEqual(whole, killed);
        Assert.Equal([8, 8, 8], killed.Select(ResumedAt));
    }

    /// <summary>What a process leaves that ends while it writes the checkpoints of step 8: of each member's two files the state.</summary>
    [Theory]
    [InlineData("8 and 4", "4", "4")]
    [InlineData("8 and 4", "8 and 4", "4 as the one before")]
    [InlineData("4", "4", "8 and 4")]
    public void Checkpoints_of_mixed_steps_go_on_from_the_newest_that_all_have(params string[] states)
    {
        IReadOnlyList<PlannedRun> runs = Plan(divergesAfter: 16);
        string[] whole = _some.ExecuteTogether(runs).Folders;
        string[] killed = Kill(runs, afterSteps: 8 + 1);
        foreach ((string folder, string state) in killed.Zip(states)) Make(state, folder);

        _some.ExecuteTogether(runs, [.. runs.Zip(killed, TakenUp)]);

        AssertEqual(whole, killed);
        Assert.Equal([4, 4, 4], killed.Select(ResumedAt));

        static void Make(string state, string folder)
        {
            string newest = Path.Combine(folder, CheckpointFile.Name), before = Path.Combine(folder, CheckpointFile.NameBefore);
            if (state == "4") File.Move(before, newest, overwrite: true);
            if (state == "4 as the one before") File.Delete(newest);
        }
    }

    [Fact]
    public void A_damaged_checkpoint_costs_no_more_than_the_steps_since_the_one_before()
    {
        IReadOnlyList<PlannedRun> runs = Plan(divergesAfter: 16);
        string[] whole = _some.ExecuteTogether(runs).Folders;
        string[] killed = Kill(runs, afterSteps: 10);
        Damage(Path.Combine(killed[2], CheckpointFile.Name));

        _some.ExecuteTogether(runs, [.. runs.Zip(killed, TakenUp)]);

        AssertEqual(whole, killed);
        Assert.Equal([4, 4, 4], killed.Select(ResumedAt));
    }

    [Fact]
    public void Without_a_step_that_all_have_the_cohort_begins_anew_and_its_time_counts_all_the_same()
    {
        var time = new FakeTimeProvider();
        using var some = new SomeRun { Clock = time };
        IReadOnlyList<PlannedRun> runs = Plan(some: some, divergesAfter: 16);
        string[] whole = some.ExecuteTogether(runs).Folders;
        string[] killed = Kill(runs, afterSteps: 10, some, _ => time.Advance(TimeSpan.FromSeconds(3)));
        CheckpointFile.Remove(killed[1]);
        some.AfterStep = _ => { };

        IReadOnlyList<Outcome> outcomes = some.ExecuteTogether(runs, killed).Outcomes;

        AssertEqual(whole, killed);
        Assert.Equal([null, null, null], killed.Select(ResumedAt));
        Assert.Equal([8, 0, 8], outcomes.Select(outcome => outcome.Seconds));   // 8 steps of 3 s, a third of each

        // And not in silence.
        const string Words = "there is no step of which all members of this cohort have a checkpoint; they begin anew";
        Assert.Equal([Words], some.Words);
        Assert.Equal([Words, null, Words], killed.Select(folder =>
            SomeRun.Events(folder).SingleOrDefault(record => record.Quantity == "begun-anew")?.Detail));
    }

    [Fact]
    public void So_it_does_where_the_one_checkpoint_is_damaged_that_would_be_of_the_same_step()
    {
        IReadOnlyList<PlannedRun> runs = Plan(divergesAfter: 16);
        string[] whole = _some.ExecuteTogether(runs).Folders;
        string[] killed = Kill(runs, afterSteps: 10);
        File.Move(Path.Combine(killed[0], CheckpointFile.NameBefore), Path.Combine(killed[0], CheckpointFile.Name), overwrite: true);
        Damage(Path.Combine(killed[1], CheckpointFile.NameBefore));

        _some.ExecuteTogether(runs, killed);

        AssertEqual(whole, killed);
        Assert.Equal([null, null, null], killed.Select(ResumedAt));
    }

    [Fact]
    public void A_checkpoint_that_is_of_no_use_stays_where_the_one_before_is_of_none_either()
    {
        PlannedRun run = Plan(divergesAfter: 16)[0];
        string folder = Kill(Plan(divergesAfter: 16), afterSteps: 10)[0];
        string newest = Path.Combine(folder, CheckpointFile.Name), before = Path.Combine(folder, CheckpointFile.NameBefore);
        byte[] ofNewest = File.ReadAllBytes(newest), ofBefore = File.ReadAllBytes(before);
        EnvironmentRecord environment = EnvironmentRecord.Read(Path.Combine(folder, EnvironmentRecord.FileName));

        string? obstacle = AttemptFolders.ObstacleIn(run, environment with { Threads = 7 }, folder);

        Assert.Equal($"{newest} cannot be gone on from: it was made with threads 1, and this is 7", obstacle);
        Assert.Equal(ofNewest, File.ReadAllBytes(newest));
        Assert.Equal(ofBefore, File.ReadAllBytes(before));
        Assert.Null(AttemptFolders.ObstacleIn(run, environment, folder));
    }

    /// <summary>At a checkpoint, and where it is broken off; 13 rows bind the runs to their cohort, and 16 do not.</summary>
    [Theory]
    [InlineData(13, 6, 8)]
    [InlineData(13, 9, 11)]
    [InlineData(16, 6, 8)]
    [InlineData(16, 9, 11)]
    public void The_others_are_kept_before_one_that_diverged_is_evaluated(int batchSize, int divergesAfter, int kept)
    {
        IReadOnlyList<PlannedRun> runs = Plan(divergesAfter: divergesAfter, batchSize: batchSize);
        string[] folders = [.. runs.Select(_ => _some.NewFolder())];
        var stepsAtEnd = new Dictionary<string, int[]>();
        _some.AfterEnd = run => stepsAtEnd.Add(run.Identity,
            [.. folders.Where((_, place) => place != 1).Select(folder => CheckpointFile.Read(folder).Progress.Steps)]);

        Break(runs, afterSteps: 11, folders);

        Assert.Equal([kept, kept], stepsAtEnd[runs[1].Identity]);
    }

    [Fact]
    public void Company_makes_no_step_more_once_those_that_are_kept_have_diverged()
    {
        IReadOnlyList<PlannedRun> runs = Plan();
        string[] whole = _some.ExecuteTogether(runs).Folders;
        int last = 0;
        _some.AfterStep = step => last = step;

        (IReadOnlyList<Outcome> outcomes, string[] folders) = _some.ExecuteTogether(runs, [null, _some.NewFolder(), null]);

        Assert.Equal(7, last);
        Assert.Equal([RunStatus.Cancelled, RunStatus.Diverged, RunStatus.Cancelled], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(Measured(whole[1]), Measured(folders[0]));
    }

    [Fact]
    public void Memory_that_is_short_for_company_alone_is_nobodys_failure()
    {
        IReadOnlyList<PlannedRun> runs = Plan();
        bool isFirst = true;
        _some.AfterEnd = _ =>
        {
            if (!isFirst) return;
            isFirst = false;
            throw new InvalidOperationException("CUDA out of memory. Tried to allocate 20.00 MiB.");
        };

        IReadOnlyList<Outcome> outcomes = _some.ExecuteTogether(runs, [null, _some.NewFolder(), null]).Outcomes;

        Assert.Equal(RunStatus.Diverged, outcomes[1].Status);
    }

    [Fact]
    public void Of_a_member_that_is_no_longer_bound_it_cannot_go_on()
    {
        PlannedRun run = Plan()[0];
        string folder = Break(Plan(), afterSteps: 5).Folders[0];

        var exception = Assert.Throws<InvalidDataException>(() => _some.Execute(
            run with { IsBoundToCohort = false, Cohort = new CohortPlace(1, 0) }, folder));

        Assert.Equal($"{folder}: it was made at place 0 of a cohort of 3, and this is not bound to a cohort.", exception.Message);
    }

    [Fact]
    public void A_member_that_diverges_is_charged_up_to_that_step()
    {
        var time = new FakeTimeProvider();
        using var some = new SomeRun { Clock = time, AfterStep = _ => time.Advance(TimeSpan.FromSeconds(3)) };

        IReadOnlyList<Outcome> outcomes = some.ExecuteTogether(Plan(some: some)).Outcomes;

        // A third of 3 s for each step that was over when it diverged in its eighth.
        Assert.Equal([20, 7, 20], outcomes.Select(outcome => outcome.Seconds));
    }

    IReadOnlyList<PlannedRun> Plan(
        string activation = "tanh", string normalization = "none", string optimizer = "sgd", string precision = "float32",
        int divergesAfter = 6, SomeRun? some = null, int batchSize = 13)
    {
        IReadOnlyList<PlannedRun> runs = (some ?? _some).PlanAll($$"""
            {
              "data": { "batchSize": {{batchSize}}, "validationFraction": 0.2 },
              "model": { "activation": "{{activation}}", "normalization": "{{normalization}}" },
              "training": {
                "optimizer": { "name": "{{optimizer}}", "learningRate": 0.01 }, "precision": "{{precision}}",
                "steps": 20, "evaluateEvery": 6, "checkpointEvery": {{StepsPerCheckpoint}}, "checkpoints": ["initial", "final"]
              },
              "probes": ["train-loss", "update-ratio", "delta-norm"],
              "axes": [{
                "path": "training:schedule", "values": ["constant", { "name": "step", "every": {{divergesAfter}}, "factor": 1e200 }, "cosine"]
              }],
              "execution": { "cohorts": 3 }
            }
            """);
        Assert.All(runs, run => Assert.Equal(batchSize % 16 != 0, run.IsBoundToCohort));
        return runs;
    }

    (IReadOnlyList<Outcome> Outcomes, string[] Folders) Break(IReadOnlyList<PlannedRun> runs, int afterSteps, string[]? folders = null)
    {
        using var cancellation = new CancellationTokenSource();
        _some.Cancellation = cancellation.Token;
        _some.AfterStep = step =>
        {
            if (step + 1 == afterSteps) cancellation.Cancel();
        };
        var broken = _some.ExecuteTogether(runs, folders ?? [.. runs.Select(_ => _some.NewFolder())]);
        (_some.Cancellation, _some.AfterStep) = (default, _ => { });
        return broken;
    }

    /// <summary>What lies on the disk after a step: what a process leaves that is killed there.</summary>
    string[] Kill(IReadOnlyList<PlannedRun> runs, int afterSteps, SomeRun? some = null, Action<int>? afterStep = null)
    {
        some ??= _some;
        string[] folders = [.. runs.Select(_ => some.NewFolder())], copies = [.. runs.Select(_ => some.NewFolder())];
        some.AfterStep = step =>
        {
            afterStep?.Invoke(step);
            if (step + 1 != afterSteps) return;
            foreach ((string folder, string copy) in folders.Zip(copies))
            {
                Directory.CreateDirectory(copy);
                foreach (string file in Directory.GetFiles(folder)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }
        };
        some.ExecuteTogether(runs, folders);
        some.AfterStep = _ => { };
        return copies;
    }

    /// <summary>The attempt's folder, as the one looks at it who begins the next attempt; it can be gone on from.</summary>
    static string TakenUp(PlannedRun run, string folder)
    {
        EnvironmentRecord environment = EnvironmentRecord.Read(Path.Combine(folder, EnvironmentRecord.FileName));
        Assert.Null(AttemptFolders.ObstacleIn(run, environment, folder));
        return folder;
    }

    static void Damage(string file) => File.WriteAllBytes(file, File.ReadAllBytes(file)[..^5]);

    static void AssertEqual(string[] whole, string[] resumed)
    {
        Assert.Equal(whole.Select(Measured), resumed.Select(Measured));
        foreach ((string one, string other) in whole.Zip(resumed))
        {
            Assert.Equal(Comparable(one), Comparable(other));
            Assert.False(CheckpointFile.IsIn(other));
            foreach (string weights in new[] { "initial.safetensors", "final.safetensors" })
            {
                Assert.Equal(File.ReadAllBytes(Path.Combine(one, weights)), File.ReadAllBytes(Path.Combine(other, weights)));
            }
        }
    }

    static int? ResumedAt(string folder) => SomeRun.Events(folder).SingleOrDefault(record => record.Quantity == "resumed")?.Step;

    static bool HasOutcome(string folder) => File.Exists(Path.Combine(folder, OutcomeFile.Name));

    static Outcome Comparable(string folder) =>
        OutcomeFile.Read(Path.Combine(folder, OutcomeFile.Name)) with { Seconds = 0, Cost = null };

    static IReadOnlyList<string> Measured(string folder) =>
        [.. SomeRun.Lines(folder).Where(line => JsonNode.Parse(line)!["Kind"]!.ToString() != "lifecycle")];
}
