using TorchGradients.Cli.Slurm;
using TorchGradients.Tests.Execution;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class PartPlannerTests
{
    const string Slower = "This machine has no GPU: runs that will have one are tried on the processor, where they mostly take longer. "
        + "--tasks says how many tasks there are to be instead.";

    static readonly SlurmSettings s_gpu = new() { Gres = "gpu:1" };

    readonly List<string> _said = [];

    [Fact]
    public void Runs_of_a_GPU_are_not_tried_where_there_is_none()
    {
        SlurmException trouble = Assert.Throws<SlurmException>(() => Parts(s_gpu, "cuda"));
        Assert.Equal("This machine has no GPU to try the runs of trial on, whose device is cuda; nothing was submitted. "
            + "Say with --tasks how many tasks there are to be.", trouble.Message);
        Assert.Equal(2, trouble.ExitCode);
        Assert.Empty(_said);
    }

    [Fact]
    public void Runs_of_any_device_are_tried_on_the_processor_and_that_is_said()
    {
        Assert.Equal(1, Parts(s_gpu, "auto"));
        Assert.Equal(Slower, _said[0]);
        Assert.StartsWith("About ", Assert.Single(_said.Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_said_of_runs_that_stay_on_the_processor_or_are_not_tried()
    {
        Assert.Equal(1, Parts(s_gpu, "cpu"));
        Assert.Equal(1, Parts(new SlurmSettings(), "auto"));
        Assert.DoesNotContain(Slower, _said);
        _said.Clear();

        Assert.Equal(2, Parts(s_gpu with { Tasks = 2 }, "cuda"));
        Assert.Empty(_said);
    }

    int Parts(SlurmSettings settings, string device) => new PartPlanner(settings, ["cpu"], _said.Add, TimeProvider.System)
        .Parts(SomePlannedRun.PlanOf(SomePlannedRun.Of(1, device: device), SomePlannedRun.Of(2, device: device)), _ => true).Count;
}
