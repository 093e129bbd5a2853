using System.Runtime.CompilerServices;

namespace TorchGradients.Arithmetic;

/// <summary>Operators for which TorchSharp makes a scalar itself, and keeps it no longer; see <see cref="Kept"/>.</summary>
static class TensorArithmetic
{
    static readonly Scalar s_sharpness = 1.0;
    static readonly Scalar s_threshold = 20.0;

    /// <summary>x + y.</summary>
    internal static Tensor Plus(this Tensor x, Tensor y) => x.add(y, Kept.One);

    /// <summary>x + c.</summary>
    internal static Tensor Plus(this Tensor x, Scalar c) => x.add(c, Kept.One);

    /// <summary>x².</summary>
    internal static Tensor Squared(this Tensor x) => x.pow(Kept.Two);

    /// <summary>ln(1 + e^z); z itself above 20.</summary>
    internal static Tensor Softplus(this Tensor z) => Softplus(z, s_sharpness, s_threshold);

    // What TorchSharp's own softplus(double, double) calls, with scalars that it makes for the call; a test compares them.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "softplus1")]
    static extern Tensor Softplus(Tensor z, Scalar beta, Scalar threshold);
}
