using TorchGradients.Cli.Slurm;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class JobRequestTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("5", "30")]
    [InlineData("29:59", "30")]
    [InlineData("0:29:59", "30")]
    [InlineData("0-0:20", "30")]
    [InlineData("30", "30")]
    [InlineData("0:30:00", "0:30:00")]
    [InlineData("2:00:00", "2:00:00")]
    [InlineData("1-0", "1-0")]
    [InlineData("0-1:10:10", "0-1:10:10")]
    [InlineData("UNLIMITED", "UNLIMITED")]
    [InlineData("1:2:3:4", "1:2:3:4")]
    public void The_reports_job_has_the_tasks_time_but_no_less_than_half_an_hour(string? tasks, string? report) =>
        Assert.Equal(report, JobRequest.OfReport(new SlurmSettings { Time = tasks }).Time);

    [Theory]
    [InlineData(null, null)]
    [InlineData("500M", "2G")]
    [InlineData("500", "2G")]
    [InlineData("2000000k", "2G")]
    [InlineData("2048", "2048")]
    [InlineData("4G", "4G")]
    [InlineData("1T", "1T")]
    [InlineData("0", "0")]
    [InlineData("much", "much")]
    public void And_their_memory_but_no_less_than_two_gigabytes(string? tasks, string? report) =>
        Assert.Equal(report, JobRequest.OfReport(new SlurmSettings { Memory = tasks }).Memory);

    [Fact]
    public void What_is_settled_for_it_counts_as_it_is()
    {
        var settings = new SlurmSettings
        {
            Partition = "gpu",
            Account = "ours",
            Time = "5",
            Memory = "8G",
            Gres = "gpu:1",
            Cpus = 4,
            SbatchOptions = ["--qos=long"],
        };
        Assert.Equal(
            ["--partition=gpu", "--account=ours", "--time=5", "--mem=8G", "--requeue", "--cpus-per-task=4", "--gres=gpu:1", "--qos=long"],
            JobRequest.OfTasks(settings).Options);
        Assert.Equal(["--partition=gpu", "--account=ours", "--time=30", "--mem=8G", "--requeue", "--cpus-per-task=1", "--qos=long"],
            JobRequest.OfReport(settings).Options);

        SlurmSettings own = settings with { ReportTime = "10", ReportMemory = "1G", ReportSbatchOptions = ["--partition=cpu"] };
        Assert.Equal(
            ["--partition=gpu", "--account=ours", "--time=10", "--mem=1G", "--requeue", "--cpus-per-task=1", "--partition=cpu"],
            JobRequest.OfReport(own).Options);
    }
}
