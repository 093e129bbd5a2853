using Microsoft.Extensions.Time.Testing;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using Xunit;
using static TorchGradients.Tests.Execution.BoundRuns;

namespace TorchGradients.Tests.Execution;

/// <summary>
/// Checkpoints of a cohort that numbers are bound to, as a process leaves them that ends while it writes them, and damaged ones:
/// it goes on from a step that all members have, or begins anew.
/// </summary>
public sealed class BoundCheckpointsTests : IDisposable
{
    readonly SomeRun _some = new();

    public void Dispose() => _some.Dispose();

    /// <summary>What a process leaves that ends while it writes the checkpoints of step 8: of each member's two files the state.</summary>
    [Theory]
    [InlineData("8 and 4", "4", "4")]
    [InlineData("8 and 4", "8 and 4", "4 as the one before")]
    [InlineData("4", "4", "8 and 4")]
    public void Checkpoints_of_mixed_steps_go_on_from_the_newest_that_all_have(params string[] states)
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanBound(divergesAfter: 16);
        string[] whole = _some.ExecuteTogether(runs).Folders;
        string[] killed = _some.Kill(runs, afterSteps: 8 + 1);
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
        IReadOnlyList<PlannedRun> runs = _some.PlanBound(divergesAfter: 16);
        string[] whole = _some.ExecuteTogether(runs).Folders;
        string[] killed = _some.Kill(runs, afterSteps: 10);
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
        IReadOnlyList<PlannedRun> runs = some.PlanBound(divergesAfter: 16);
        string[] whole = some.ExecuteTogether(runs).Folders;
        string[] killed = some.Kill(runs, afterSteps: 10, _ => time.Advance(TimeSpan.FromSeconds(3)));
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
        IReadOnlyList<PlannedRun> runs = _some.PlanBound(divergesAfter: 16);
        string[] whole = _some.ExecuteTogether(runs).Folders;
        string[] killed = _some.Kill(runs, afterSteps: 10);
        File.Move(Path.Combine(killed[0], CheckpointFile.NameBefore), Path.Combine(killed[0], CheckpointFile.Name), overwrite: true);
        Damage(Path.Combine(killed[1], CheckpointFile.NameBefore));

        _some.ExecuteTogether(runs, killed);

        AssertEqual(whole, killed);
        Assert.Equal([null, null, null], killed.Select(ResumedAt));
    }

    [Fact]
    public void A_checkpoint_that_is_of_no_use_stays_where_the_one_before_is_of_none_either()
    {
        PlannedRun run = _some.PlanBound(divergesAfter: 16)[0];
        string folder = _some.Kill(_some.PlanBound(divergesAfter: 16), afterSteps: 10)[0];
        string newest = Path.Combine(folder, CheckpointFile.Name), before = Path.Combine(folder, CheckpointFile.NameBefore);
        byte[] ofNewest = File.ReadAllBytes(newest), ofBefore = File.ReadAllBytes(before);
        EnvironmentRecord environment = EnvironmentRecord.Read(Path.Combine(folder, EnvironmentRecord.FileName));

        string? obstacle = AttemptFolders.ObstacleIn(run, environment with { Threads = 7 }, folder);

        Assert.Equal($"{newest} cannot be gone on from: it was made with threads 1, and this is 7", obstacle);
        Assert.Equal(ofNewest, File.ReadAllBytes(newest));
        Assert.Equal(ofBefore, File.ReadAllBytes(before));
        Assert.Null(AttemptFolders.ObstacleIn(run, environment, folder));
    }

    /// <summary>The attempt's folder, as the one looks at it who begins the next attempt; it can be gone on from.</summary>
    static string TakenUp(PlannedRun run, string folder)
    {
        EnvironmentRecord environment = EnvironmentRecord.Read(Path.Combine(folder, EnvironmentRecord.FileName));
        Assert.Null(AttemptFolders.ObstacleIn(run, environment, folder));
        return folder;
    }

    static void Damage(string file) => File.WriteAllBytes(file, File.ReadAllBytes(file)[..^5]);
}
