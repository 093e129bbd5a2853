namespace TorchGradients.Theory;

/// <summary>Means of functions of normally distributed numbers, by quadrature with an estimate of its error.</summary>
/// <remarks>
/// <see cref="Panels"/> under the normal density, cut where the integrand has a kink and near it, where a function of a
/// wide normal variable changes fast. Plain Gauss–Hermite quadrature is percents off for kinked activations such as
/// relu.
/// </remarks>
public static class GaussianMean
{
    const double Reach = 12;   // the density there is 2e-32
    const double Widest = 3;

    /// <summary>E[f(u)] for u ~ N(mean, deviation²).</summary>
    /// <param name="function">f; smooth between the kinks.</param>
    /// <param name="mean">The mean of u.</param>
    /// <param name="deviation">The standard deviation of u; 0 gives f(mean).</param>
    /// <param name="kinks">Where f or a derivative of it jumps; 0 always counts as one.</param>
    public static Estimate Of(Func<double, double> function, double mean, double deviation, IReadOnlyList<double> kinks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        return deviation == 0
            ? new Estimate(function(mean), 0)
            : Panels.Integrate(Cuts(mean, deviation, kinks), x => function(mean + deviation * x) * Density(x));
    }

    /// <summary>E[f(u₁) f(u₂)] for normal u₁, u₂ of mean 0, the same variance and the given correlation.</summary>
    /// <param name="function">f; smooth between the kinks.</param>
    /// <param name="deviation">Standard deviation of each.</param>
    /// <param name="correlation">In [0, 1].</param>
    /// <param name="kinks">Where f or a derivative of it jumps.</param>
    public static double OfProduct(
        Func<double, double> function, double deviation, double correlation, IReadOnlyList<double> kinks)
    {
        double rest = deviation * Math.Sqrt(Math.Max(0, 1 - correlation * correlation));
        return Of(u => function(u) * Of(function, correlation * u, rest, kinks).Value, 0, deviation, kinks).Value;
    }

    /// <summary>
    /// The nodes of the same rule with their weights, which sum to 1: for several means at once, without estimates of the
    /// error.
    /// </summary>
    /// <param name="mean">The mean of u.</param>
    /// <param name="deviation">The standard deviation of u; 0 gives one node.</param>
    /// <param name="kinks">Where functions or derivatives jump; 0 always counts as one.</param>
    /// <param name="visit">Sees u and its weight.</param>
    internal static void Visit(double mean, double deviation, IReadOnlyList<double> kinks, Action<double, double> visit)
    {
        if (deviation == 0) visit(mean, 1);
        else Panels.Visit(Cuts(mean, deviation, kinks), (x, weight) => visit(mean + deviation * x, weight * Density(x)));
    }

    static double[] Cuts(double mean, double deviation, IReadOnlyList<double> kinks) =>
        Panels.Cuts(Reach, Widest, kinks, u => (u - mean) / deviation);

    static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
