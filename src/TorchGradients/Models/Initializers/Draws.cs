using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Initializers;

/// <summary>The distributions that initialisers draw from, float64 on the processor, and their moments.</summary>
static class Draws
{
    /// <summary>Entries from N(mean, deviation²).</summary>
    internal static Tensor Normal(long[] shape, torch.Generator generator, double deviation, double mean = 0)
    {
        Tensor drawn = torch.randn(Fitting(shape), torch.float64, generator: generator);
        Kept.With(deviation, drawn.mul_);
        return Kept.With(mean, shift => drawn.add_(shift, Kept.One));
    }

    /// <summary>The moments of <see cref="Normal"/>.</summary>
    internal static EntryMoments OfNormal(double deviation, double mean) => new(mean, deviation * deviation);

    /// <summary>Entries from U(−bound, bound).</summary>
    internal static Tensor Uniform(long[] shape, torch.Generator generator, double bound)
    {
        Tensor drawn = torch.rand(Fitting(shape), torch.float64, generator: generator);
        Kept.With(2 * bound, drawn.mul_);
        return Kept.With(bound, drawn.sub_);
    }

    /// <summary>The moments of <see cref="Uniform"/>: the variance of U(−r, r) is r² / 3.</summary>
    internal static EntryMoments OfUniform(double bound) => new(0, bound * bound / 3);

    /// <summary>
    /// Orthonormal rows or columns, uniformly distributed: Q of a Gaussian matrix' QR decomposition, signs fixed by R's
    /// diagonal.
    /// </summary>
    internal static Tensor Orthogonal(int fanIn, int fanOut, torch.Generator generator, double gain)
    {
        using var scope = torch.NewDisposeScope();
        Tensor gaussian = torch.randn(
            Fitting([Math.Max(fanIn, fanOut), Math.Min(fanIn, fanOut)]), torch.float64, generator: generator);
        (Tensor q, Tensor r) = torch.linalg.qr(gaussian);
        Tensor uniform = Kept.With(gain, (q * r.diagonal().sign()).mul);
        return (fanIn < fanOut ? uniform.t().contiguous() : uniform).MoveToOuterDisposeScope();
    }

    /// <summary>The shape, if a tensor of it fits in memory.</summary>
    /// <remarks>
    /// rand and randn of TorchSharp 0.107.0 do not look whether libtorch could do it: where memory does not suffice,
    /// the
    /// process would crash. empty looks and throws, and what it asks for and gives back untouched costs nothing.
    /// </remarks>
    static long[] Fitting(long[] shape)
    {
        torch.empty(shape, torch.float64).Dispose();
        return shape;
    }
}
