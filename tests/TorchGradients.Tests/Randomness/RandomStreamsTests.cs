using TorchGradients.Randomness;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Randomness;

public sealed class RandomStreamsTests
{
    [Fact]
    public void A_stream_is_the_same_whenever_it_is_opened()
    {
        double[] first = Draw(1, StreamPurposes.Weights, 3);
        Draw(1, StreamPurposes.Biases, 3);
        torch.manual_seed(9);
        Assert.Equal(first, Draw(1, StreamPurposes.Weights, 3));
    }

    [Fact]
    public void Seed_purpose_and_index_each_make_another_stream()
    {
        double[][] streams =
        [
            Draw(1, StreamPurposes.Weights, 3), Draw(2, StreamPurposes.Weights, 3),
            Draw(1, StreamPurposes.Biases, 3), Draw(1, StreamPurposes.Weights, 4), Draw(-1, StreamPurposes.Weights, 3),
        ];
        Assert.Equal(streams.Length, streams.Select(stream => stream[0]).Distinct().Count());
    }

    static double[] Draw(long seed, string purpose, int index)
    {
        using var generator = RandomStreams.Open(seed, purpose, index);
        using var draws = torch.randn([20], torch.float64, generator: generator);
        return draws.data<double>().ToArray();
    }
}
