using TorchGradients.Cli.Slurm;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class ReportStateTests : IDisposable
{
    readonly ScratchFolder _experiment = new();
    readonly SubmissionFolder _folder;
    readonly Submission _submission;

    public ReportStateTests() => (_folder, _submission) = SomeSubmission.In(_experiment.Path, ["a"]);

    [Theory]
    [InlineData("TIMEOUT", "it ran into its time limit (reportTime)")]
    [InlineData("OUT_OF_MEMORY", "it ran out of memory on node2 (reportMemory)")]
    [InlineData("CANCELLED", "it was cancelled")]
    public void Slurms_reason_is_told(string state, string missing) =>
        Assert.Equal(missing, State(SomeSubmission.ReportJob(state, node: "node2")).Missing);

    [Fact]
    public void Else_its_script_or_its_own_word_or_that_it_had_none()
    {
        QueueEntry failed = SomeSubmission.ReportJob("FAILED", node: "node2");
        Assert.Equal("its job never started", State(null).Missing);

        string log = Path.Combine(_folder.Logs, SomeSubmission.Report + ".log");
        File.WriteAllText(log, "");
        Assert.Equal($"its job ended without a word; its log may tell why: {log}", State(failed).Missing);
        Assert.Equal($"its job ended without a word; its log may tell why: {log}", State(null).Missing);

        TaskWord.TryWrite(_folder.ReportWord, "The disk is full.");
        Assert.Equal("The disk is full.", State(failed).Missing);

        File.WriteAllText(Path.Combine(_folder.Path, "report.trouble"), "dotnet is missing on node2\n");
        Assert.Equal($"dotnet is missing on node2: install .NET {Environment.Version.Major} there, "
            + "load it with a line of 'setup' in slurm.json, or submit with --self-contained", State(failed).Missing);
    }

    [Fact]
    public void A_job_that_can_never_start_is_told_and_one_that_was_not_submitted()
    {
        Assert.Equal("its job can never start: PartitionTimeLimit: its --time is longer than the partition allows",
            State(SomeSubmission.ReportJob("PENDING", "PartitionTimeLimit")).Missing);
        Assert.Equal("its job was not submitted, because 'run --on slurm' ended before",
            new ReportState(_folder, _submission with { Report = _submission.Report with { Job = null } }, null, true).Missing);
    }

    [Fact]
    public void Nothing_is_missing_while_it_is_on_its_way_or_when_it_is_written()
    {
        Assert.Null(State(SomeSubmission.ReportJob("PENDING", "Dependency")).Missing);
        Assert.Null(State(SomeSubmission.ReportJob("RUNNING")).Missing);
        Assert.Null((State(null) with { AreTasksOver = false }).Missing);

        // An earlier report does not have what the tasks did; one that somebody wrote afterwards has.
        string report = _experiment.Write("report.html", "");
        File.SetLastWriteTimeUtc(report, _folder.NewestSign.AddSeconds(-1));
        Assert.Equal("its job never started", State(null).Missing);
        File.WriteAllText(_folder.Token(0), "7 0 node2\n");
        File.SetLastWriteTimeUtc(report, _folder.NewestSign.AddSeconds(1));
        Assert.Null(State(null).Missing);
        File.Delete(report);

        _folder.MarkReported();
        Assert.Null(State(null).Missing);
    }

    [Fact]
    public void Nothing_is_missing_of_what_was_cancelled()
    {
        _folder.MarkCancelled();
        Assert.Null(State(SomeSubmission.ReportJob("CANCELLED")).Missing);
    }

    public void Dispose() => _experiment.Dispose();

    ReportState State(QueueEntry? entry) => new(_folder, _submission, entry, AreTasksOver: true);
}
