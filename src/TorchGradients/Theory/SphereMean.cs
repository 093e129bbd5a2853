using MathNet.Numerics;

namespace TorchGradients.Theory;

/// <summary>Means of functions of one unit of a group that group norm has centred and scaled, by quadrature.</summary>
/// <remarks>
/// Of g independent normal numbers, less their mean and divided by their standard deviation, the direction is uniform
/// on a sphere of g − 1 dimensions and of squared radius g q. One of them is z = √(q (g − 1)) sin θ with density
/// cos(θ)^(g−3) Γ((g−1)/2) / (√π Γ((g−2)/2)), −π/2 ≤ θ ≤ π/2: of variance q, bounded, and normal only as g grows.
/// Source: the marginal of the uniform distribution on a sphere, as in Muirhead, 1982, "Aspects of Multivariate
/// Statistical Theory", section 1.5.
/// </remarks>
static class SphereMean
{
    const double Widest = 3;   // in deviations of z, as under the normal density
    const int Fewest = 4;

    /// <summary>E[f(z)] of one unit z of a group.</summary>
    /// <param name="function">f; smooth between the kinks.</param>
    /// <param name="units">g, at least 4.</param>
    /// <param name="deviation">√q; 0 gives f(0).</param>
    /// <param name="kinks">Where f or a derivative of it jumps; 0 always counts as one.</param>
    internal static Estimate Of(Func<double, double> function, int units, double deviation, IReadOnlyList<double> kinks)
    {
        if (deviation == 0) return new Estimate(function(0), 0);

        double radius = Radius(units, deviation);
        double constant = Constant(units);
        return Panels.Integrate(
            Cuts(units, radius, kinks), x => function(radius * Math.Sin(x)) * constant * Math.Pow(Math.Cos(x), units - 3));
    }

    /// <summary>The nodes of the same rule, z and its weight; the weights sum to 1.</summary>
    internal static void Visit(int units, double deviation, IReadOnlyList<double> kinks, Action<double, double> visit)
    {
        if (deviation == 0)
        {
            visit(0, 1);
            return;
        }

        double radius = Radius(units, deviation);
        double constant = Constant(units);
        Panels.Visit(Cuts(units, radius, kinks), (x, weight) =>
            visit(radius * Math.Sin(x), weight * constant * Math.Pow(Math.Cos(x), units - 3)));
    }

    static double Radius(int units, double deviation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, Fewest);
        return deviation * Math.Sqrt(units - 1);
    }

    static double Constant(int units) => Math.Exp(
        SpecialFunctions.GammaLn((units - 1) / 2.0) - SpecialFunctions.GammaLn((units - 2) / 2.0)) / Math.Sqrt(Math.PI);

    static double[] Cuts(int units, double radius, IReadOnlyList<double> kinks) =>
        Panels.Cuts(Math.PI / 2, Widest / Math.Sqrt(units - 1), kinks, z => Math.Asin(z / radius));
}
