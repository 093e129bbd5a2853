using TorchGradients.Cli.Slurm;
using TorchGradients.Records;
using TorchGradients.Records.Packs;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class TaskPackTests : IDisposable
{
    readonly ScratchFolder _experiment = new();
    readonly List<string> _said = [];

    [Fact]
    public void Of_two_attempts_at_a_part_the_first_claims_its_pack_and_the_other_is_dropped_with_a_word()
    {
        var folder = SubmissionFolder.Create(_experiment.Path, DateTimeOffset.UnixEpoch);
        using TaskPack first = new(folder, 3), second = new(folder, 3);
        Add(first, "a", steps: 1);
        Add(second, "a", steps: 2);

        first.Claim(_said.Add);
        second.Claim(_said.Add);

        Assert.Equal(1, Assert.Single(PackedRuns.Of(_experiment.Path).All).Outcome.Steps);
        Assert.Empty(folder.Packs());
        Assert.Equal(["Another attempt at part 3 was first; this one is dropped."], _said);
    }

    [Fact]
    public void What_a_dead_attempt_had_packed_is_taken_over_and_done_once()
    {
        var folder = SubmissionFolder.Create(_experiment.Path, DateTimeOffset.UnixEpoch);
        using (TaskPack dead = new(folder, 0))
        {
            Add(dead, "a", steps: 1);
        }

        using TaskPack next = new(folder, 0);
        Assert.True(next.TakenOver.Find("identity-a") is { IsComplete: true });
        Add(next, "b", steps: 2);
        next.Claim(_said.Add);
        TaskPack.TakeUp(folder);

        Assert.Equal(["a", "b"], PackedRuns.Of(_experiment.Path).All.Select(run => run.Run).Order());
        Assert.Empty(folder.Packs());
        Assert.Empty(_said);
    }

    [Fact]
    public void Packs_of_tasks_that_never_came_to_their_end_are_taken_up_when_all_is_over()
    {
        var folder = SubmissionFolder.Create(_experiment.Path, DateTimeOffset.UnixEpoch);
        using (TaskPack one = new(folder, 0), other = new(folder, 1))
        {
            Add(one, "a", steps: 1);
            Add(other, "b", steps: 1);
        }

        TaskPack.TakeUp(folder);
        Assert.Equal(["a", "b"], PackedRuns.Of(_experiment.Path).All.Select(run => run.Run).Order());
    }

    public void Dispose() => _experiment.Dispose();

    void Add(TaskPack pack, string run, int steps)
    {
        string scratch = Path.Combine(_experiment.Path, "scratch");
        Directory.CreateDirectory(scratch);
        OutcomeFile.Write(Path.Combine(scratch, OutcomeFile.Name),
            new Outcome { Identity = "identity-" + run, Status = RunStatus.Completed, Steps = steps, Seconds = 0 });
        pack.Writer.Add(run, scratch);
    }
}
