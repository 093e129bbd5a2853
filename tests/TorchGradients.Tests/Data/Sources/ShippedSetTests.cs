using System.Diagnostics;
using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Data.Sources;

public sealed class ShippedSetTests
{
    [Fact]
    public void Digits_has_its_published_counts_and_known_rows()
    {
        using var data = DataSets.All.Create("digits").Load();

        Assert.Equal([1500L, 64L], data.TrainInputs.shape);
        Assert.Equal([297L, 64L], data.TestInputs.shape);
        Assert.Equal(10, data.Classes);
        Assert.Equal(16, data.LargestValue);
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0],
            data.TrainInputs.data<double>().ToArray()[..8]); // the first row of the file
        long[] labels = [.. data.TrainLabels.data<long>(), .. data.TestLabels.data<long>()];
        int[] published = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
        Assert.Equal(published, Enumerable.Range(0, 10).Select(digit => labels.Count(label => label == digit)));
        Assert.Equal(8, labels[^1]);
    }

    [Fact]
    public void Fashion_mnist_has_its_published_counts_and_known_values()
    {
        using var data = DataSets.All.Create("fashion-mnist").Load();

        Assert.Equal([10_000L, 784L], data.TrainInputs.shape);
        Assert.Equal([10_000L, 784L], data.TestInputs.shape);
        Assert.Equal(torch.uint8, data.TrainInputs.dtype);
        Assert.Equal([9, 0, 0, 3, 0, 2, 7, 2, 5, 5], data.TrainLabels.data<long>().ToArray()[..10]);
        Assert.Equal([9, 2, 1, 1, 6, 1, 4, 6, 5, 7], data.TestLabels.data<long>().ToArray()[..10]);
        Assert.Equal(76_247, data.TrainInputs[0].sum().item<long>()); // summed by Python
        Assert.Equal(33_456, data.TestInputs[0].sum().item<long>());
        foreach (var labels in new[] { data.TrainLabels, data.TestLabels })
        {
            Assert.All(torch.bincount(labels).data<long>().ToArray(), count => Assert.Equal(1000, count));
        }
    }

    [Fact]
    public void Fashion_mnist_is_ready_within_a_second()
    {
        var config = new ComponentConfig("fashion-mnist");
        PreparedData.Prepare(config, torch.float32, torch.CPU).Dispose();
        var watch = Stopwatch.StartNew();
        PreparedData.Prepare(config, torch.float32, torch.CPU).Dispose();
        TestContext.Current.SendDiagnosticMessage("fashion-mnist: {0} ms", watch.ElapsedMilliseconds);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 3); // alone 0.3 s; a busy machine is no failure
    }

    [Fact]
    public void Sets_that_come_with_the_program_have_no_content_hash_since_their_name_says_it()
    {
        Assert.Null(DataSets.All.Create("digits").ContentHash());
        Assert.Null(DataSets.All.Create("fashion-mnist").ContentHash());
        Assert.Null(DataSets.All.Create("parity").ContentHash());
    }
}
