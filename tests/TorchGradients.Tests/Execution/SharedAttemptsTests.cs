using TorchGradients.Execution;
using TorchGradients.Records;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class SharedAttemptsTests
{
    readonly List<string> _said = [];

    [Fact]
    public void Of_two_attempts_that_end_the_first_wins_and_the_other_is_dropped_with_a_word()
    {
        using var folder = new ScratchFolder();
        SharedAttempts first = Attempts(folder, "a"), second = Attempts(folder, "b");
        string one = Attempt(first, RunStatus.Completed, steps: 1), other = Attempt(second, RunStatus.Completed, steps: 2);

        first.Publish(one, "seed=1");
        second.Publish(other, "seed=1");

        Assert.Equal(1, Steps(folder, "seed=1"));
        Assert.False(Directory.Exists(other));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, AttemptFolders.SetAside)));
        Assert.Equal(["seed=1: another attempt was first; this one is dropped."], _said);
    }

    [Fact]
    public void A_failure_gives_way_to_a_result_and_a_result_to_nothing()
    {
        using var folder = new ScratchFolder();
        SharedAttempts first = Attempts(folder, "a"), second = Attempts(folder, "b");

        first.Publish(Attempt(first, RunStatus.Failed, steps: 1), "seed=1");
        second.Publish(Attempt(second, RunStatus.Completed, steps: 2), "seed=1");
        Assert.Equal(2, Steps(folder, "seed=1"));
        Assert.Equal(1, Steps(folder, AttemptFolders.SetAside, "seed=1"));

        first.Publish(Attempt(first, RunStatus.Failed, steps: 3), "seed=1");
        Assert.Equal(2, Steps(folder, "seed=1"));
    }

    [Fact]
    public void However_many_publish_at_once_there_is_one_result_and_it_is_whole()
    {
        using var folder = new ScratchFolder();
        for (int round = 0; round < 50; round++)
        {
            string run = FormattableString.Invariant($"seed={round}");
            var attempts = Enumerable.Range(1, 4).Select(i => (Attempts: Attempts(folder, $"{round}-{i}"), Steps: i)).ToArray();
            string[] folders = [.. attempts.Select(one => Attempt(one.Attempts, one.Steps == 1 ? RunStatus.Failed : RunStatus.Completed, one.Steps, run))];
            Parallel.For(0, attempts.Length, i => attempts[i].Attempts.Publish(folders[i], run));

            Assert.InRange(Steps(folder, run), 2, 4);
            Assert.All(folders, left => Assert.False(Directory.Exists(left)));
        }
    }

    [Fact]
    public void A_checkpoint_of_an_attempt_that_may_still_be_going_is_copied_not_taken()
    {
        using var folder = new ScratchFolder();
        PlannedRunWithCheckpoint run = new();
        string earlier = Path.Combine(folder.Path, "earlier");
        string theirs = Path.Combine(earlier, "seed=1~00000000");
        run.Keep(theirs);
        var attempts = new SharedAttempts(folder.Path, Path.Combine(folder.Path, "own"), () => [earlier], _said.Add);

        string mine = attempts.Begin(run.Run, EarlierAttempts.All, () => run.Environment, _said.Add);

        Assert.Empty(_said);
        Assert.Equal(File.ReadAllBytes(Path.Combine(theirs, CheckpointFile.Name)), File.ReadAllBytes(Path.Combine(mine, CheckpointFile.Name)));
        Assert.Equal("records\n", File.ReadAllText(Path.Combine(mine, RecordWriter.FileName)));
        Assert.NotEqual(theirs, mine);
    }

    [Fact]
    public void Of_a_member_of_a_bound_cohort_the_one_before_is_copied_too_and_taken_where_there_is_no_newer_one()
    {
        using var folder = new ScratchFolder();
        PlannedRunWithCheckpoint run = new(isBound: true);
        string earlier = Path.Combine(folder.Path, "earlier");
        string theirs = Path.Combine(earlier, "seed=1~00000000");
        run.Keep(theirs, steps: 2);
        run.Keep(theirs, steps: 4);
        var attempts = new SharedAttempts(folder.Path, Path.Combine(folder.Path, "own"), () => [earlier], _said.Add);

        string both = attempts.Begin(run.Run, EarlierAttempts.All, () => run.Environment, _said.Add);
        File.Delete(Path.Combine(theirs, CheckpointFile.Name));
        string before = attempts.Begin(run.Run, EarlierAttempts.All, () => run.Environment, _said.Add);

        Assert.Empty(_said);
        Assert.Equal(4, CheckpointFile.Read(both).Progress.Steps);
        Assert.True(CheckpointFile.FallBack(both));
        Assert.Equal((2, 2), (CheckpointFile.Read(both).Progress.Steps, CheckpointFile.Read(before).Progress.Steps));
        Assert.False(CheckpointFile.FallBack(before));
    }

    [Fact]
    public void What_dead_tasks_left_is_published_where_it_is_whole_and_kept_where_it_is_not()
    {
        using var folder = new ScratchFolder();
        SharedAttempts dead = Attempts(folder, "dead"), alive = Attempts(folder, "alive");
        Attempt(dead, RunStatus.Completed, steps: 1, "seed=1");
        Directory.CreateDirectory(Path.Combine(folder.Path, "dead", "seed=2~half"));
        alive.Publish(Attempt(alive, RunStatus.Completed, steps: 3, "seed=3"), "seed=3");
        Directory.CreateDirectory(Path.Combine(folder.Path, "dead", "seed=3~half"));

        new SharedAttempts(folder.Path, Path.Combine(folder.Path, "own"), () => [Path.Combine(folder.Path, "dead")], _said.Add).TakeUp();

        Assert.Equal(1, Steps(folder, "seed=1"));
        Assert.True(Directory.Exists(Path.Combine(folder.Path, AttemptFolders.SetAside, "seed=2")));
        Assert.Equal(3, Steps(folder, "seed=3"));
        Assert.Empty(Directory.GetDirectories(Path.Combine(folder.Path, "dead")));
    }

    [Fact]
    public void An_attempt_that_follows_another_takes_what_that_had_ended_and_leaves_what_may_be_going()
    {
        using var folder = new ScratchFolder();
        SharedAttempts before = Attempts(folder, "before");
        Attempt(before, RunStatus.Completed, steps: 1, "seed=1");
        string going = Path.Combine(folder.Path, "before", "seed=2~going");
        Directory.CreateDirectory(going);

        new SharedAttempts(folder.Path, Path.Combine(folder.Path, "own"), () => [Path.Combine(folder.Path, "before")], _said.Add).TakeUp(onlyWhole: true);

        Assert.Equal(1, Steps(folder, "seed=1"));
        Assert.True(Directory.Exists(going));
    }

    SharedAttempts Attempts(ScratchFolder folder, string own) =>
        new(folder.Path, Path.Combine(folder.Path, own), () => [], text => { lock (_said) _said.Add(text); });

    static string Attempt(SharedAttempts attempts, RunStatus status, int steps, string run = "seed=1")
    {
        string attempt = attempts.Begin(SomePlannedRun.Of() with { Folder = run }, EarlierAttempts.None, () => throw new InvalidOperationException(), _ => { });
        OutcomeFile.Write(Path.Combine(attempt, OutcomeFile.Name), new Outcome { Identity = "identity-1", Status = status, Steps = steps, Seconds = 0 });
        return attempt;
    }

    static int Steps(ScratchFolder folder, params string[] path) =>
        OutcomeFile.Read(Path.Combine([folder.Path, .. path, OutcomeFile.Name])).Steps;

    /// <summary>A run that keeps its state, and something that it has kept.</summary>
    sealed class PlannedRunWithCheckpoint
    {
        public TorchGradients.Planning.PlannedRun Run { get; }

        public EnvironmentRecord Environment { get; }

        public PlannedRunWithCheckpoint(bool isBound = false)
        {
            var plain = SomePlannedRun.Of(threads: 1);
            var resolved = (System.Text.Json.Nodes.JsonObject)plain.Resolved.DeepClone();
            resolved["training"]!["checkpointEvery"] = 2;
            Run = new TorchGradients.Planning.PlannedRun(
                plain.Identity, plain.Folder, plain.Seed, resolved,
                TorchGradients.Configuration.ConfigBinder.Bind<TorchGradients.Configuration.RunConfig>(resolved), plain.Cells)
            { Threads = 1, IsBoundToCohort = isBound };
            Environment = RunExecutor.EnvironmentOf(Run, "cpu");
        }

        public void Keep(string attempt, int steps = 2)
        {
            Directory.CreateDirectory(attempt);
            File.WriteAllText(Path.Combine(attempt, RecordWriter.FileName), "records\n");
            CheckpointFile.Write(attempt, new Checkpoint(
                Run.Identity, Environment, 1, "records\n".Length, new TrainingProgress(steps, [], null, null, new StepSums(0, 0, 0, 0)))
            {
                IsBound = Run.IsBoundToCohort,
            });
        }
    }
}
