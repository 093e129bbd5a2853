using TorchGradients.Randomness;

namespace TorchGradients.Data.Sources;

/// <summary>
/// A made data set: <c>samples</c> rows for training and a fifth as many on top of them for testing, in float64.
/// </summary>
abstract class MadeSource(MadeConfig options) : DataSource
{
    /// <inheritdoc/>
    public override bool IsMade => true;

    /// <summary>The options.</summary>
    protected MadeConfig Options { get; } = options;

    /// <inheritdoc/>
    public override RawData Load()
    {
        using var scope = torch.NewDisposeScope();
        int train = Options.Samples;
        int test = train / 5;
        var (inputs, labels) = Make(train + test);
        return new RawData(
            inputs.narrow(0, 0, train).MoveToOuterDisposeScope(), labels.narrow(0, 0, train).MoveToOuterDisposeScope(),
            inputs.narrow(0, train, test).MoveToOuterDisposeScope(),
            labels.narrow(0, train, test).MoveToOuterDisposeScope(),
            Options.Classes, null);
    }

    /// <summary>Inputs [rows, features] of float64 and labels [rows] of int64.</summary>
    protected abstract (Tensor Inputs, Tensor Labels) Make(int rows);

    /// <summary>N(0, 1), float64, from the stream of that number.</summary>
    protected Tensor Normal(int stream, params long[] shape)
    {
        using var generator = RandomStreams.Open(Options.DataSeed, StreamPurposes.MadeData, stream);
        return torch.randn(shape, torch.float64, generator: generator);
    }

    /// <summary>U[0, 1), float64, from the stream of that number.</summary>
    protected Tensor Uniform(int stream, params long[] shape)
    {
        using var generator = RandomStreams.Open(Options.DataSeed, StreamPurposes.MadeData, stream);
        return torch.rand(shape, torch.float64, generator: generator);
    }

    /// <summary>Whole numbers 0 … bound − 1, int64, from the stream of that number.</summary>
    protected Tensor Whole(int stream, int bound, params long[] shape)
    {
        using var generator = RandomStreams.Open(Options.DataSeed, StreamPurposes.MadeData, stream);
        return torch.randint(0, bound, shape, torch.int64, generator: generator);
    }
}
