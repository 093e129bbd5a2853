using TorchGradients.Execution;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class DeviceDescriptionTests
{
    static readonly (string, long)[] s_twoGpus = [("NVIDIA H100 80GB HBM3", 85_045_280_768), ("NVIDIA T4", 15_828_320_256)];

    [Fact]
    public void The_processor_has_cores_threads_and_memory()
    {
        DeviceDescription processor = Assert.Single(DeviceDescription.Of(["cpu"], []));

        Assert.Equal(("cpu", PhysicalCores.Count, Environment.ProcessorCount), (processor.Name, processor.Cores!.Value, processor.Threads!.Value));
        Assert.False(string.IsNullOrWhiteSpace(processor.Model));
        Assert.InRange(processor.MemoryBytes!.Value, 100_000_000, 100_000_000_000_000);
    }

    [Fact]
    public void A_GPU_has_the_name_and_the_memory_that_the_driver_tells() => Assert.Equal(
        [new("cuda:0", "NVIDIA H100 80GB HBM3", 85_045_280_768, null, null), new("cuda:1", "NVIDIA T4", 15_828_320_256, null, null)],
        DeviceDescription.Of(["cpu", "cuda:0", "cuda:1"], s_twoGpus).Skip(1));

    [Fact]
    public void A_GPU_of_which_the_driver_tells_nothing_has_its_number_only() =>
        Assert.Equal(new("cuda:0", null, null, null, null), DeviceDescription.Of(["cpu", "cuda:0"], [])[1]);

    [Fact]
    public void GPUs_that_the_build_cannot_use_are_told_with_the_way_to_them()
    {
        Assert.Equal(
            "This machine has NVIDIA H100 80GB HBM3, NVIDIA T4, which this build's libtorch cannot use. "
                + "Build with -p:TorchRuntime=cuda (README, CUDA).",
            DeviceDescription.Hint(["cpu"], s_twoGpus));
        Assert.Null(DeviceDescription.Hint(["cpu", "cuda:0"], s_twoGpus));
        Assert.Null(DeviceDescription.Hint(["cpu"], []));
    }

    [Theory]
    [InlineData("libnot-there.so.1")]
    [InlineData("libc.so.6")]
    public void Without_NVIDIAs_driver_there_are_no_devices(string library) => Assert.Empty(CudaDriver.In(library));
}
