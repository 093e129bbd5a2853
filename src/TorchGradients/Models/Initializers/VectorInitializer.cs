using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Initializers;

/// <summary>An initialiser of biases from its formula.</summary>
/// <param name="draw">fan_in, fan_out and the generator to a vector [fan_out] of float64.</param>
/// <param name="moments">fan_in and fan_out to the moments of the entries.</param>
public sealed class VectorInitializer(
    Func<int, int, torch.Generator, Tensor> draw, Func<int, int, EntryMoments> moments) : BiasInitializer
{
    /// <summary>Entries from N(mean, deviation²).</summary>
    public static VectorInitializer Normal(double deviation, double mean) => new(
        (_, units, generator) => Draws.Normal([units], generator, deviation, mean), (_, _) => Draws.OfNormal(deviation, mean));

    /// <summary>Entries from U(−bound, bound).</summary>
    /// <param name="bound">fan_in to the bound.</param>
    public static VectorInitializer Uniform(Func<int, double> bound) => new(
        (fanIn, units, generator) => Draws.Uniform([units], generator, bound(fanIn)),
        (fanIn, _) => Draws.OfUniform(bound(fanIn)));

    /// <summary>Entries that are all the same.</summary>
    public static VectorInitializer Constant(double value) => new(
        (_, units, _) => Kept.With(value, entry => torch.full([units], entry, torch.float64)), (_, _) => new EntryMoments(value, 0));

    /// <inheritdoc/>
    public override Tensor Draw(int fanIn, int fanOut, torch.Generator generator) => draw(fanIn, fanOut, generator);

    /// <inheritdoc/>
    public override EntryMoments Moments(int fanIn, int fanOut) => moments(fanIn, fanOut);
}
