using TorchGradients.Cli.Workers;
using TorchGradients.Tests.Execution;
using Xunit;

namespace TorchGradients.Tests.Workers;

public sealed class WorkerPlacesTests
{
    static readonly string[] s_twoGpus = ["cpu", "cuda:0", "cuda:1"];

    [Fact]
    public void Without_a_gpu_there_is_a_worker_per_core_unless_someone_says_otherwise()
    {
        Assert.Equal([null, null, null, null], WorkerPlaces.For([SomePlannedRun.Of(device: "auto")], null, perGpu: 2, ["cpu"], cores: 4));
        Assert.Equal([null], WorkerPlaces.For([SomePlannedRun.Of()], workers: 1, perGpu: 1, ["cpu"], cores: 4));
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("auto")]
    public void Runs_for_any_gpu_get_places_on_all_of_them_in_turn(string device) =>
        Assert.Equal(["cuda:0", "cuda:1", "cuda:0", "cuda:1"],
            WorkerPlaces.For([SomePlannedRun.Of(device: device)], null, perGpu: 2, s_twoGpus, cores: 16));

    [Fact]
    public void Fewer_workers_spread_over_the_gpus() =>
        Assert.Equal(["cuda:0", "cuda:1"], WorkerPlaces.For([SomePlannedRun.Of(device: "cuda")], workers: 2, perGpu: 4, s_twoGpus, cores: 16));

    [Fact]
    public void Runs_for_the_processor_or_for_a_gpu_of_their_own_take_the_cores() =>
        Assert.Equal([null, null], WorkerPlaces.For([SomePlannedRun.Of(), SomePlannedRun.Of(device: "cuda:1")], null, perGpu: 1, s_twoGpus, cores: 2));
}
