using TorchGradients.Training;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

public sealed class LayerMeasuresTests
{
    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e-23f)]
    [InlineData(1f)]
    [InlineData(0.1f)]
    [InlineData(1e15f)]
    public void Norms_of_large_constant_tensors_are_right_to_1e_5_however_small_or_large_the_entries(float entry)
    {
        using var scope = NewDisposeScope();
        var norm = LayerMeasures.Norm(full([1, 784, 512], entry, float32))!;

        double expected = entry * Math.Sqrt(784 * 512);
        Assert.Equal(float64, norm.dtype);
        Assert.Equal(1, norm.item<double>() / expected, 1e-5);
    }

    [Fact]
    public void Means_and_deviations_do_not_lose_a_small_spread_on_a_large_constant()
    {
        using var scope = NewDisposeScope();
        var values = tensor(new[] { 1000f, 1000.125f, 1000.25f, 1000.375f }).view(1, 2, 2);

        Assert.Equal(1000.1875, LayerMeasures.Mean(values).item<double>());
        Assert.Equal(0.125 * Math.Sqrt(1.25), LayerMeasures.StandardDeviation(values).item<double>(), 1e-12);
    }

    [Fact]
    public void Vanished_gradients_keep_their_signal_to_noise()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2);
        var input = randn([1, 16, 3], float32, generator: generator);
        var delta = randn([1, 16, 2], float32, generator: generator);

        double expected = LayerMeasures.SignalToNoise(input, delta).item<double>();
        double actual = LayerMeasures.SignalToNoise(input, delta * 1e-30f).item<double>();

        Assert.Equal(expected, actual, 1e-5);
    }
}
