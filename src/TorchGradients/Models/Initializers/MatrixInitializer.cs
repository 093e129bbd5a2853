using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Initializers;

/// <summary>An initialiser from its formula.</summary>
/// <param name="draw">fan_in, fan_out and the generator to a matrix [fan_in, fan_out] of float64.</param>
/// <param name="moments">fan_in and fan_out to the moments of the entries.</param>
/// <param name="scaling">Scaling on the first batch that follows; null for none.</param>
public sealed class MatrixInitializer(
    Func<int, int, torch.Generator, Tensor> draw, Func<int, int, EntryMoments> moments, UnitVarianceScaling? scaling = null)
    : Initializer
{
    /// <summary>Entries from N(mean, deviation²).</summary>
    /// <param name="deviation">fan_in and fan_out to the standard deviation.</param>
    /// <param name="mean">The mean.</param>
    public static MatrixInitializer Normal(Func<int, int, double> deviation, double mean = 0) => new(
        (i, j, generator) => Draws.Normal([i, j], generator, deviation(i, j), mean), (i, j) => Draws.OfNormal(deviation(i, j), mean));

    /// <summary>Entries from U(−bound, bound).</summary>
    /// <param name="bound">fan_in and fan_out to the bound.</param>
    public static MatrixInitializer Uniform(Func<int, int, double> bound) => new(
        (i, j, generator) => Draws.Uniform([i, j], generator, bound(i, j)), (i, j) => Draws.OfUniform(bound(i, j)));

    /// <summary>Entries that are all the same.</summary>
    public static MatrixInitializer Constant(double value) => new(
        (i, j, _) => Kept.With(value, entry => torch.full([i, j], entry, torch.float64)), (_, _) => new EntryMoments(value, 0));

    /// <summary>gain · Q, orthonormal columns or rows.</summary>
    public static MatrixInitializer Orthogonal(double gain, UnitVarianceScaling? scaling = null) => new(
        (i, j, generator) => Draws.Orthogonal(i, j, generator, gain),
        (i, j) => new EntryMoments(0, gain * gain / Math.Max(i, j), IsOrthogonal: true), scaling);

    /// <inheritdoc/>
    public override UnitVarianceScaling? Scaling => scaling;

    /// <inheritdoc/>
    public override Tensor Draw(int fanIn, int fanOut, torch.Generator generator) => draw(fanIn, fanOut, generator);

    /// <inheritdoc/>
    public override EntryMoments Moments(int fanIn, int fanOut) => moments(fanIn, fanOut);
}
