using TorchGradients.Cli.Slurm;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class TaskStateTests : IDisposable
{
    readonly ScratchFolder _experiment = new();
    readonly SubmissionFolder _folder;

    public TaskStateTests() => (_folder, _) = SomeSubmission.In(_experiment.Path, ["a"]);

    [Theory]
    [InlineData("TIMEOUT", "it ran into its time limit (--time); what it had is kept where the config has checkpointEvery")]
    [InlineData("DEADLINE", "it ran into its time limit (--time); what it had is kept where the config has checkpointEvery")]
    [InlineData("OUT_OF_MEMORY", "it ran out of memory on node2 (--memory)")]
    [InlineData("NODE_FAIL", "its node node2 failed, and Slurm did not start it again")]
    [InlineData("BOOT_FAIL", "its node node2 failed, and Slurm did not start it again")]
    [InlineData("PREEMPTED", "it had to give way to other work, and Slurm did not start it again")]
    [InlineData("CANCELLED", "it was cancelled")]
    [InlineData("REVOKED", "it was cancelled")]
    public void Slurms_reason_comes_before_the_tasks_own_word(string state, string trouble)
    {
        Start();
        new TaskWord("node2", "it was ended from outside, by its time limit or by someone").Write(_folder.Word(0));

        Assert.Equal(trouble, State(SomeSubmission.Task(0, state, node: "node2")).Trouble);
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("COMPLETED")]
    public void Where_Slurm_has_no_reason_the_task_tells_its_own_or_else_its_log_may(string state)
    {
        Start();
        QueueEntry entry = SomeSubmission.Task(0, state, node: "node2");
        string silent = $"it ended without a word; its log may tell why: {_folder.Logs}";
        Assert.Equal((silent, silent), (State(entry).Trouble, State(null).Trouble));

        new TaskWord("node2", "the disk is full").Write(_folder.Word(0));
        Assert.Equal(("the disk is full", "the disk is full"), (State(entry).Trouble, State(null).Trouble));
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("COMPLETED")]
    public void A_task_that_ended_and_left_no_token_ran_where_the_folder_is_another(string state) => Assert.Equal(
        $"node2 does not share {_experiment.Path} with this machine: no sign of the task came back; "
            + "name a folder with --output that all nodes have",
        State(SomeSubmission.Task(0, state, node: "node2")).Trouble);

    [Fact]
    public void Without_a_token_a_task_is_given_two_minutes_before_it_is_told()
    {
        Assert.Null(State(Running(seconds: 120)).Trouble);
        Assert.Equal($"node2 does not share {_experiment.Path} with this machine: no sign of the task came back; "
            + "name a folder with --output that all nodes have", State(Running(seconds: 121)).Trouble);

        Start();
        Assert.Null(State(Running(seconds: 121)).Trouble);

        static QueueEntry Running(int seconds) =>
            SomeSubmission.Task(0, "RUNNING", node: "node2", used: TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void A_task_that_left_no_token_and_that_Slurm_has_forgotten_most_likely_ran_where_the_folder_is_another() => Assert.Equal(
        "no sign of the task came back before Slurm forgot it, most likely because its node does not share "
            + $"{_experiment.Path} with this machine: name a folder with --output that all nodes have",
        State(null).Trouble);

    [Fact]
    public void A_task_whose_array_nobody_heard_of_was_not_submitted() => Assert.Equal(
        "it was not submitted, because 'run --on slurm' ended before",
        new TaskState(_folder, 0, ["a"], Entry: null, IsSubmitted: false).Trouble);

    [Fact]
    public void What_keeps_the_program_from_starting_is_told_with_what_to_do()
    {
        Start();
        File.WriteAllText(_folder.Trouble(0), "dotnet is missing on node2\n");
        Assert.Equal($"dotnet is missing on node2: install .NET {Environment.Version.Major} there, "
            + "load it with a line of 'setup' in slurm.json, or submit with --self-contained",
            State(SomeSubmission.Task(0, "FAILED", node: "node2")).Trouble);
    }

    public void Dispose() => _experiment.Dispose();

    void Start() => File.WriteAllText(_folder.Token(0), "7 0 node2\n");

    TaskState State(QueueEntry? entry) => new(_folder, 0, ["a"], entry, IsSubmitted: true);
}
