using MathNet.Numerics;

namespace TorchGradients.Models.Activations;

/// <summary>The functions that activations are made of, for numbers.</summary>
static class Scalars
{
    const double SqrtHalf = 0.70710678118654752440;
    const double InverseSqrtTwoPi = 0.39894228040143267794;

    /// <summary>σ(z) = 1 / (1 + e^−z), without overflow.</summary>
    internal static double Sigmoid(double z)
    {
        double e = Math.Exp(-Math.Abs(z));
        return z < 0 ? e / (1 + e) : 1 / (1 + e);
    }

    /// <summary>σ′(z) = σ(z) σ(−z).</summary>
    internal static double SigmoidSlope(double z) => Sigmoid(z) * Sigmoid(-z);

    /// <summary>ln(1 + e^z), without overflow.</summary>
    internal static double Softplus(double z) => Math.Max(z, 0) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(z)));

    /// <summary>1 − tanh² z, without cancellation: 4 σ(2z) σ(−2z).</summary>
    internal static double TanhSlope(double z) => 4 * Sigmoid(2 * z) * Sigmoid(-2 * z);

    /// <summary>Φ(z), the standard normal's distribution function.</summary>
    internal static double NormalDistribution(double z) => 0.5 * SpecialFunctions.Erfc(-z * SqrtHalf);

    /// <summary>The standard normal's density.</summary>
    internal static double NormalDensity(double z) => InverseSqrtTwoPi * Math.Exp(-z * z / 2);

    /// <summary>d/dz of z σ(z).</summary>
    internal static double SiluSlope(double z) => Sigmoid(z) * (1 + z * Sigmoid(-z));

    /// <summary>d/dz of z tanh(softplus(z)).</summary>
    internal static double MishSlope(double z)
    {
        double softplus = Softplus(z);
        return Math.Tanh(softplus) + z * TanhSlope(softplus) * Sigmoid(z);
    }
}
