using TorchGradients.Execution;
using TorchGradients.Records;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class AttemptFoldersTests
{
    [Fact]
    public void What_ended_takes_the_place_of_what_did_not_and_that_is_set_aside()
    {
        using var folder = new ScratchFolder();
        var attempts = new AttemptFolders(folder.Path);

        attempts.Publish(Attempt(attempts, RunStatus.Failed, steps: 1), "seed=1");
        attempts.Publish(Attempt(attempts, RunStatus.Completed, steps: 2), "seed=1");
        attempts.Close();

        Assert.Equal(2, Steps(folder, "seed=1"));
        Assert.Equal(1, Steps(folder, AttemptFolders.SetAside, "seed=1"));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, AttemptFolders.Running)));
    }

    [Fact]
    public void A_complete_run_gives_way_to_a_complete_one_only()
    {
        using var folder = new ScratchFolder();
        var attempts = new AttemptFolders(folder.Path);

        attempts.Publish(Attempt(attempts, RunStatus.Diverged, steps: 1), "seed=1");
        attempts.Publish(Attempt(attempts, RunStatus.Cancelled, steps: 2), "seed=1");
        Assert.Equal(1, Steps(folder, "seed=1"));

        attempts.Publish(Attempt(attempts, RunStatus.Completed, steps: 3), "seed=1");
        Assert.Equal(3, Steps(folder, "seed=1"));
    }

    [Fact]
    public void Of_what_a_process_left_that_was_killed_whole_attempts_are_published_and_others_set_aside()
    {
        using var folder = new ScratchFolder();
        var attempts = new AttemptFolders(folder.Path);
        Attempt(attempts, RunStatus.Completed, steps: 1);
        string half = attempts.Next("seed=2");
        Directory.CreateDirectory(half);
        File.WriteAllText(Path.Combine(half, "records.clef"), "{");

        attempts.TakeUp(publish: true);
        attempts.Close();

        Assert.Equal(1, Steps(folder, "seed=1"));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "seed=2")));
        Assert.True(File.Exists(Path.Combine(folder.Path, AttemptFolders.SetAside, "seed=2", "records.clef")));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, AttemptFolders.Running)));
    }

    [Fact]
    public void A_checkpoint_that_is_set_aside_gives_way_to_another_or_to_a_result_and_to_nothing_less()
    {
        using var folder = new ScratchFolder();
        var attempts = new AttemptFolders(folder.Path);
        string aside = Path.Combine(folder.Path, AttemptFolders.SetAside, "seed=1");
        attempts.PutAside(Attempt(attempts, RunStatus.Cancelled, steps: 5, checkpoint: "5"), "seed=1");

        string less = Attempt(attempts, RunStatus.Failed, steps: 1);
        attempts.PutAside(less, "seed=1");
        Assert.False(Directory.Exists(less));
        Assert.Equal("5", File.ReadAllText(Path.Combine(aside, CheckpointFile.Name)));

        attempts.PutAside(Attempt(attempts, RunStatus.Cancelled, steps: 7, checkpoint: "7"), "seed=1");
        Assert.Equal("7", File.ReadAllText(Path.Combine(aside, CheckpointFile.Name)));

        attempts.PutAside(Attempt(attempts, RunStatus.Completed, steps: 9), "seed=1");
        Assert.Equal(9, Steps(folder, AttemptFolders.SetAside, "seed=1"));
    }

    [Fact]
    public void Where_earlier_results_do_not_count_whole_attempts_do_not_either()
    {
        using var folder = new ScratchFolder();
        var attempts = new AttemptFolders(folder.Path);
        Attempt(attempts, RunStatus.Completed, steps: 1);

        attempts.TakeUp(publish: false);

        Assert.False(Directory.Exists(Path.Combine(folder.Path, "seed=1")));
        Assert.Equal(1, Steps(folder, AttemptFolders.SetAside, "seed=1"));
    }

    static string Attempt(AttemptFolders attempts, RunStatus status, int steps, string? checkpoint = null)
    {
        string attempt = attempts.Next("seed=1");
        Directory.CreateDirectory(attempt);
        OutcomeFile.Write(Path.Combine(attempt, OutcomeFile.Name),
            new Outcome { Identity = "identity", Status = status, Steps = steps, Seconds = 1 });
        if (checkpoint is not null) File.WriteAllText(Path.Combine(attempt, CheckpointFile.Name), checkpoint);
        return attempt;
    }

    static int Steps(ScratchFolder folder, params string[] run) =>
        OutcomeFile.Read(Path.Combine([folder.Path, .. run, OutcomeFile.Name])).Steps;
}
