namespace TorchGradients.Models.Initializers;

/// <summary>An initialiser from its formula.</summary>
/// <param name="draw">fan_in, fan_out and the generator to a matrix [fan_in, fan_out] of float64.</param>
/// <param name="scaling">Scaling on the first batch that follows; null for none.</param>
public sealed class MatrixInitializer(Func<int, int, torch.Generator, Tensor> draw, UnitVarianceScaling? scaling = null) : Initializer
{
    /// <inheritdoc/>
    public override UnitVarianceScaling? Scaling => scaling;

    /// <inheritdoc/>
    public override Tensor Draw(int fanIn, int fanOut, torch.Generator generator) => draw(fanIn, fanOut, generator);

    /// <summary>Entries from N(mean, deviation²).</summary>
    internal static Tensor Normal(int fanIn, int fanOut, torch.Generator generator, double deviation, double mean = 0) =>
        torch.randn(Fitting(fanIn, fanOut), torch.float64, generator: generator).mul_(deviation).add_(mean);

    /// <summary>Entries from U(−bound, bound).</summary>
    internal static Tensor Uniform(int fanIn, int fanOut, torch.Generator generator, double bound) =>
        torch.rand(Fitting(fanIn, fanOut), torch.float64, generator: generator).mul_(2 * bound).sub_(bound);

    /// <summary>
    /// Orthonormal rows or columns, uniformly distributed: Q of a Gaussian matrix' QR decomposition, signs fixed by R's diagonal.
    /// </summary>
    internal static Tensor Orthogonal(int fanIn, int fanOut, torch.Generator generator, double gain)
    {
        using var scope = torch.NewDisposeScope();
        Tensor gaussian = torch.randn(Fitting(Math.Max(fanIn, fanOut), Math.Min(fanIn, fanOut)), torch.float64, generator: generator);
        (Tensor q, Tensor r) = torch.linalg.qr(gaussian);
        Tensor uniform = q * r.diagonal().sign() * gain;
        return (fanIn < fanOut ? uniform.t().contiguous() : uniform).MoveToOuterDisposeScope();
    }

    /// <summary>The shape, if a matrix of it fits in memory.</summary>
    /// <remarks>
    /// rand and randn of TorchSharp 0.107.0 do not look whether libtorch could do it: where memory does not suffice, the
    /// process would crash. empty looks and throws, and what it asks for and gives back untouched costs nothing.
    /// </remarks>
    static long[] Fitting(long rows, long columns)
    {
        torch.empty([rows, columns], torch.float64).Dispose();
        return [rows, columns];
    }
}
