using TorchGradients.Cli.Slurm;
using TorchGradients.Reporting.Archive;
using TorchGradients.Tests.Reporting;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class ExperimentStatusTests : IDisposable
{
    static readonly QueueEntry[] s_queue =
    [
        SomeSubmission.Task(0, "COMPLETED", node: "node1"),
        SomeSubmission.Task(1, "RUNNING", node: "node1", used: TimeSpan.FromMinutes(5)),
        SomeSubmission.Task(2, "PENDING", "Priority"),
        SomeSubmission.Task(3, "OUT_OF_MEMORY", node: "node2"),
        SomeSubmission.Task(4, "PENDING", "PartitionConfig"),
        SomeSubmission.ReportJob("PENDING", "Dependency"),
    ];

    readonly ExperimentFolder _experiment;
    readonly SubmissionFolder _folder;
    readonly Submission _submission;

    public ExperimentStatusTests()
    {
        _experiment = new ExperimentFolder()
            .Run("done", 1, [""], """{ "status": "completed", "identity": "IDENTITY", "steps": 9, "seconds": 1 }""")
            .Run("failed", 2, [""], """{ "status": "failed", "identity": "IDENTITY", "steps": 9, "seconds": 1, "reason": "it was slow" }""")
            .Run("running", 3, [""]).Run("next", 4, [""]).Run("queued", 5, [""]).Run("lost", 6, [""]).Run("large", 7, [""])
            .Run("new", 8, [""]).Planned();
        (_folder, _submission) = SomeSubmission.In(_experiment.Path,
            Identities("done", "failed"), Identities("running", "next"), Identities("queued"), Identities("lost"), Identities("large"));
        foreach (int part in new[] { 0, 1, 3 }) File.WriteAllText(_folder.Token(part), "7 0 node1\n");
        Directory.CreateDirectory(Path.Combine(_folder.NewAttempt(1), "running~12345678"));
    }

    [Fact]
    public void Files_and_queue_together_say_where_each_run_is()
    {
        ExperimentStatus status = Status(s_queue);

        Assert.Equal("""
            trial: 8 runs: 1 done, 1 running, 2 queued, 1 failed, 1 lost, 1 can never start, 1 to do
              job 7 (tg-trial-0): 3 tasks queued or running
              job 8 (tg-trial-report): 1 task queued or running
              1 run failed: it was slow. For example failed.
              1 run lost: it ran out of memory on node2 (--memory). For example lost.
              1 run can never start: PartitionConfig: it asks for more processors, memory or nodes than the partition has. For example large.
            Cancel what can never start ('cancel DIR'), and submit again with options that fit.

            """, StatusText.Of(status));
        Assert.Equal("""
            {"experiment":"trial","runs":8,"done":1,"running":1,"queued":2,"toDo":1,"failed":[{"reason":"it was slow","runs":1,"example":"failed"}],
            "lost":[{"reason":"it ran out of memory on node2 (--memory)","runs":1,"example":"lost"}],
            "neverStart":[{"reason":"PartitionConfig: it asks for more processors, memory or nodes than the partition has","runs":1,"example":"large"}],
            "warnings":[],"jobs":[{"job":"7","name":"tg-trial-0","tasks":3},{"job":"8","name":"tg-trial-report","tasks":1}],"reportMissing":null}
            """.ReplaceLineEndings(""), StatusJson.Of(status));
        Assert.False(status.IsWell);
    }

    [Fact]
    public void A_task_that_runs_and_leaves_no_sign_is_a_warning()
    {
        File.Delete(_folder.Token(1));
        string text = StatusText.Of(Status(s_queue));
        Assert.Contains($"  Warning: node1 does not share {_experiment.Path} with this machine: no sign of the task came back; "
            + "name a folder with --output that all nodes have.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_jobs_are_over_a_report_that_is_not_written_is_told_with_the_command_that_writes_it()
    {
        ExperimentStatus status = Status([
            SomeSubmission.Task(0, "COMPLETED"), SomeSubmission.Task(1, "TIMEOUT"), SomeSubmission.Task(2, "TIMEOUT"),
            SomeSubmission.Task(3, "TIMEOUT"), SomeSubmission.Task(4, "TIMEOUT"), SomeSubmission.ReportJob("OUT_OF_MEMORY", node: "node2")]);

        Assert.Equal($"""
            trial: 8 runs: 1 done, 1 failed, 5 lost, 1 to do
              1 run failed: it was slow. For example failed.
              5 runs lost: it ran into its time limit (--time); what it had is kept where the config has checkpointEvery. For example running.
              The report is not written: it ran out of memory on node2 (reportMemory). 'report {_experiment.Path}' writes it.
            'run ... --on slurm' again submits what is missing and not queued.

            """, StatusText.Of(status));
        Assert.EndsWith("\"reportMissing\":\"it ran out of memory on node2 (reportMemory)\"}", StatusJson.Of(status), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_report_alone_is_not_well()
    {
        Assert.False((Well with { ReportMissing = "it was cancelled" }).IsWell);
        Assert.True(Well.IsWell);
    }

    [Fact]
    public void Of_what_never_was_at_Slurm_it_says_how_this_machine_does_it_once_more() => Assert.Equal("""
        trial: 2 runs: 2 failed
          2 runs failed: over its training:timeLimit of 1 s. For example a.
        'run' again does what failed once more; a run that was over its training:timeLimit needs a higher one.

        """, StatusText.Of(Well with { Runs = 2, Done = 0, Failed = [("over its training:timeLimit of 1 s", 2, "a")] }));

    [Fact]
    public void From_the_files_alone_what_has_no_result_is_to_do()
    {
        ExperimentStatus status = ExperimentStatus.Of(
            ExperimentArchive.Open(_experiment.Path), new ExperimentJobs([(_folder, _submission)], [], isAsked: false));
        Assert.Equal("8 runs: 1 done, 1 failed, 6 to do", StatusText.Counts(status));
        Assert.Null(status.ReportMissing);
    }

    public void Dispose() => _experiment.Dispose();

    static ExperimentStatus Well => new()
    {
        Name = "trial",
        Folder = "/trial",
        Runs = 1,
        Done = 1,
        Running = 0,
        Queued = 0,
        ToDo = 0,
        Failed = [],
        Lost = [],
        NeverStart = [],
        Warnings = [],
        Jobs = [],
        WasSubmitted = false,
        ReportMissing = null,
    };

    static string[] Identities(params string[] runs) => [.. runs.Select(run => "identity-of-" + run)];

    ExperimentStatus Status(IReadOnlyList<QueueEntry> queue) => ExperimentStatus.Of(
        ExperimentArchive.Open(_experiment.Path), new ExperimentJobs([(_folder, _submission)], queue, isAsked: true));
}
