using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Tests.Training;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class DevicesTests : IDisposable
{
    readonly SomeRun _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void Auto_is_the_first_cuda_device_or_the_processor() =>
        Assert.Equal(torch.cuda.is_available() ? "cuda:0" : "cpu", Devices.Resolve("auto"));

    [Fact]
    public void The_processor_is_always_there() => Assert.Equal("cpu", Devices.Resolve("cpu"));

    [Theory]
    [InlineData("cuda:97")]
    [InlineData("cuda:098")]
    public void A_device_that_is_not_there_is_a_problem_that_lists_what_is(string device)
    {
        ConfigProblem problem = Assert.Single(Assert.Throws<ConfigException>(
            () => _some.Plan($$"""{ "training": { "device": "{{device}}" } }""")).Problems);

        Assert.Equal("training:device", problem.Path);
        Assert.Equal($"is {device}, which this machine does not have", problem.Finding);
        Assert.Equal($"Devices here: {string.Join(", ", Devices.Present)}; or use auto.", problem.Fix);
    }

    [Fact]
    public void An_engine_switches_the_reduced_precision_of_accelerators_off()
    {
        torch.backends.cuda.matmul.allow_tf32 = true;
        torch.backends.cudnn.allow_tf32 = true;

        using var engine = SomeEngine.Of();

        Assert.False(torch.backends.cuda.matmul.allow_tf32);
        Assert.False(torch.backends.cudnn.allow_tf32);
    }
}
