using TorchGradients.Cli.Slurm;
using TorchGradients.Configuration;
using TorchGradients.Tests.Execution;
using TorchGradients.Tests.Planning;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class NodeSurroundingsTests
{
    [Theory]
    [InlineData("cuda:3")]
    [InlineData("cuda:0")]
    public void A_certain_GPU_is_a_mistake_since_Slurm_gives_them_out(string device) => Assert.Equal(
        [("training:device", $"is {device}, but which GPUs a task has is for Slurm to say",
            "Write cuda: the runs of a task are shared out among its GPUs.")],
        Problems(device, hasGpu: true));

    [Theory]
    [InlineData("cuda")]
    [InlineData("cuda:0")]
    public void A_GPU_that_no_task_asks_for_is_a_mistake(string device) => Assert.Equal(
        [("training:device", $"is {device}, but the tasks ask for no GPU", "Add --gres gpu:1, or use auto.")],
        Problems(device, hasGpu: false));

    [Theory]
    [InlineData("cuda", true)]
    [InlineData("auto", true)]
    [InlineData("auto", false)]
    [InlineData("cpu", true)]
    public void All_else_goes(string device, bool hasGpu) => Assert.Empty(Problems(device, hasGpu));

    static IReadOnlyList<(string Path, string Finding, string Fix)> Problems(string device, bool hasGpu)
    {
        RunConfig config = SomePlannedRun.Of(device: device).Config;
        return new NodeSurroundings(new StillSurroundings(), hasGpu).Problems(config);
    }
}
