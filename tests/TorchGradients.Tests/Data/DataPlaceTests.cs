using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Execution;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Data;

/// <summary>Where a data set lies; torch's <c>meta</c> stands for the device.</summary>
public sealed class DataPlaceTests
{
    // 4,096 + 819 rows of 64 numbers in float32.
    const long Bytes = (4096 + 819) * 64 * 4;

    static readonly ComponentConfig s_noise = new("gaussian-noise");

    [Theory]
    [InlineData(null)]
    [InlineData(2 * Bytes)]
    public void One_that_fits_is_kept_on_the_device(long? deviceBytes)
    {
        using PreparedData data = PreparedData.Prepare(s_noise, float32, META, deviceBytes);

        Assert.All(new[] { data.TrainInputs, data.TrainLabels, data.TestInputs, data.TestLabels },
            tensor => Assert.Equal("meta", tensor.device.ToString()));
    }

    [Theory]
    [InlineData(ScalarType.Float32, 2 * Bytes - 2)]
    [InlineData(ScalarType.Float64, 2 * Bytes)]
    public void Of_one_that_takes_more_than_half_of_the_device_only_batches_go_there(ScalarType precision, long deviceBytes)
    {
        using PreparedData data = PreparedData.Prepare(s_noise, precision, META, deviceBytes);

        (Tensor inputs, Tensor labels) = data.TrainBatches(tensor(new long[] { 3, 1, 4, 1 }), members: 2);

        Assert.Equal("cpu", data.TrainInputs.device.ToString());
        Assert.Equal(("meta", "meta"), (inputs.device.ToString(), labels.device.ToString()));
        Assert.Equal([2, 2, 64], inputs.shape);
    }

    [Theory]
    [InlineData(1, "meta")]
    [InlineData(2, "cpu")]
    public void Processes_that_share_a_device_have_a_part_of_its_memory_each(int sharers, string place)
    {
        using var cache = new DataCache(_ => 2 * Bytes) { Sharers = sharers };

        Assert.Equal(place, cache.Get(s_noise, ScalarType.Float32, "meta").TrainInputs.device.ToString());
    }
}
