using TorchGradients.Cli.Slurm;
using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class RefusalTests
{
    static readonly SlurmSettings s_settings = new()
    {
        Partition = "nowhere",
        Account = "theirs",
        Time = "9-0",
        Memory = "900G",
        Gres = "gpu:9",
        SbatchOptions = ["--qus=long"],
    };

    [Theory]
    [InlineData("sbatch: error: invalid partition specified: nowhere", "partition", "'nowhere' is not a partition of this cluster",
        "There are: [%R].")]
    [InlineData("sbatch: error: Batch job submission failed: Invalid account or account/partition combination specified", "account",
        "'theirs' is not an account that you may charge here", "'sacctmgr show associations user=$USER' lists yours.")]
    [InlineData("allocation failure: Invalid generic resource (gres) specification", "gres", "'gpu:9' is not a resource of this cluster",
        "There are: [%G].")]
    [InlineData("sbatch: error: Invalid --time specification", "time", "'9-0' is not taken (sbatch: error: Invalid --time specification)",
        "Write for example 30 (minutes), 2:00:00 or 1-12; the partitions allow: [%R %l].")]
    [InlineData("Requested time limit is invalid (missing or exceeds some limit)", "time",
        "'9-0' is not taken (Requested time limit is invalid (missing or exceeds some limit))",
        "Write for example 30 (minutes), 2:00:00 or 1-12; the partitions allow: [%R %l].")]
    [InlineData("sbatch: error: Invalid --mem specification", "memory", "'900G' is not taken (sbatch: error: Invalid --mem specification)",
        "Write for example 4G; the nodes have, in MB: [%R %m].")]
    [InlineData("Memory specification can not be satisfied", "memory", "'900G' is not taken (Memory specification can not be satisfied)",
        "Write for example 4G; the nodes have, in MB: [%R %m].")]
    [InlineData("sbatch: unrecognized option '--qus=long'\nTry \"sbatch --help\" for more information", "sbatchOptions",
        "hold one that sbatch does not know (sbatch: unrecognized option '--qus=long'; Try \"sbatch --help\" for more information)",
        "'sbatch --help' lists what it knows.")]
    public async Task What_is_sure_is_the_mistake_of_a_setting(string said, string setting, string finding, string fix)
    {
        var result = new ToolResult(1, "", said);
        Assert.True(Refusal.IsSure(result));
        Assert.Equal(new ConfigProblem("slurm.json", setting, finding, fix), await Of(JobRequest.OfTasks(s_settings), result));
    }

    [Fact]
    public async Task What_may_pass_is_not_sure_and_is_told_when_the_job_is_refused()
    {
        var busy = new ToolResult(1, "", "Requested node configuration is not available");
        Assert.False(Refusal.IsSure(busy));
        Assert.Equal(new ConfigProblem("slurm.json", "gres",
            "is 'gpu:9', and no node has that with 1 processor (Requested node configuration is not available)",
            "Partitions, processors, MB and resources: [%R %c %m %G]."), await Of(JobRequest.OfTasks(s_settings), busy));
        Assert.Equal(new ConfigProblem("slurm.json", "cpus",
            "is 64, and no node has what the task asks for (Requested node configuration is not available)",
            "Partitions, processors, MB and resources: [%R %c %m %G]."),
            await Of(JobRequest.OfTasks(new SlurmSettings { Cpus = 64 }), busy));

        var other = new ToolResult(1, "", "Job violates accounting/QOS policy");
        Assert.False(Refusal.IsSure(other));
        Assert.Equal(new ConfigProblem("what Slurm was asked for", "sbatch", "refused the job: Job violates accounting/QOS policy",
            "Correct that with --partition, --account, --time, --memory, --gres or --sbatch-option, or in slurm.json."),
            await Of(JobRequest.OfTasks(s_settings), other));

        Assert.True(Refusal.IsSure(new ToolResult(1, "", "allocation failure: Invalid qos specification")));
        Assert.False(Refusal.IsSure(new ToolResult(0, "", "sbatch: Job 7 to start at ... in partition invalid partition")));
    }

    [Fact]
    public async Task What_the_reports_job_asks_for_is_told_as_its_own_setting()
    {
        JobRequest report = JobRequest.OfReport(s_settings with { ReportTime = "99-0", ReportMemory = "1T" });
        Assert.Equal(new ConfigProblem("slurm.json", "reportTime", "'99-0' is not taken (time limit)",
            "Write for example 30 (minutes), 2:00:00 or 1-12; the partitions allow: [%R %l]."),
            await Of(report, new ToolResult(1, "", "time limit")));
        Assert.Equal(new ConfigProblem("slurm.json", "partition", "'nowhere' is not a partition of this cluster", "There are: [%R]."),
            await Of(report, new ToolResult(1, "", "Invalid partition name specified")));
        Assert.Equal(new ConfigProblem("slurm.json", "reportSbatchOptions",
            "and what else the report's job asks for, no node has (Requested node configuration is not available)",
            "It asks for --partition=nowhere --account=theirs --time=99-0 --mem=1T --requeue --cpus-per-task=1 --qus=long. "
            + "Partitions, processors, MB and resources: [%R %c %m %G]."),
            await Of(report, new ToolResult(1, "", "Requested node configuration is not available")));
        Assert.Equal(new ConfigProblem("what Slurm was asked for", "sbatch", "refused the report's job: No.",
            "Correct that with reportTime, reportMemory or reportSbatchOptions in slurm.json."),
            await Of(report, new ToolResult(1, "", "No.")));
    }

    static async Task<ConfigProblem> Of(JobRequest request, ToolResult result)
    {
        string[] set = ["partition", "account", "time", "memory", "gres", "cpus", "sbatchOptions"];
        return await new Refusal((field, _) => Task.FromResult<IReadOnlyList<string>>([$"[{field}]"]), request,
            set.ToDictionary(setting => setting, _ => "slurm.json")).Of(result, TestContext.Current.CancellationToken);
    }
}
