using MathNet.Numerics.Integration;

namespace TorchGradients.Theory;

/// <summary>Means of functions of normally distributed numbers, by quadrature with an estimate of its error.</summary>
/// <remarks>
/// Gauss–Legendre panels under the normal density, cut where the integrand has a kink and near it, where a function of
/// a wide
/// normal variable changes fast. Plain Gauss–Hermite quadrature is percents off for kinked activations such as relu.
/// Source: Davis and Rabinowitz, 1984, "Methods of Numerical Integration", section 2.7.
/// </remarks>
public static class GaussianMean
{
    const int Nodes = 24;
    const int CoarseNodes = 16;
    const double Reach = 12;   // the density there is 2e-32

    // Beside a kink at u the function may change on any scale: panels that double in width on both sides of it.
    static readonly double[] s_aroundKinks = [.. Enumerable.Range(-4, 11).Select(power => Math.Pow(2, power))];

    static readonly GaussLegendreRule s_fine = new(-1, 1, Nodes);
    static readonly GaussLegendreRule s_coarse = new(-1, 1, CoarseNodes);

    /// <summary>E[f(u)] for u ~ N(mean, deviation²).</summary>
    /// <param name="function">f; smooth between the kinks.</param>
    /// <param name="mean">The mean of u.</param>
    /// <param name="deviation">The standard deviation of u; 0 gives f(mean).</param>
    /// <param name="kinks">Where f or a derivative of it jumps; 0 always counts as one.</param>
    public static Estimate Of(Func<double, double> function, double mean, double deviation, IReadOnlyList<double> kinks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        if (deviation == 0) return new Estimate(function(mean), 0);

        double[] cuts = Cuts(mean, deviation, kinks);
        double sum = 0;
        double error = 0;
        for (int i = 1; i < cuts.Length; i++)
        {
            double fine = Panel(s_fine, function, mean, deviation, cuts[i - 1], cuts[i]);
            error += Math.Abs(fine - Panel(s_coarse, function, mean, deviation, cuts[i - 1], cuts[i]));
            sum += fine;
        }

        return new Estimate(sum, error);
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
        if (deviation == 0)
        {
            visit(mean, 1);
            return;
        }

        double[] cuts = Cuts(mean, deviation, kinks);
        for (int i = 1; i < cuts.Length; i++)
        {
            double half = (cuts[i] - cuts[i - 1]) / 2;
            double middle = (cuts[i] + cuts[i - 1]) / 2;
            for (int node = 0; node < s_fine.Order; node++)
            {
                double z = middle + half * s_fine.GetAbscissa(node);
                visit(mean + deviation * z, half * s_fine.GetWeight(node) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
            }
        }
    }

    static double[] Cuts(double mean, double deviation, IReadOnlyList<double> kinks)
    {
        var cuts = new SortedSet<double>(Enumerable.Range(0, 9).Select(i => -Reach + i * Reach / 4));
        foreach (double kink in kinks.Append(0).Distinct())
        {
            double centre = (kink - mean) / deviation;
            Add(centre);
            foreach (double distance in s_aroundKinks)
            {
                Add(centre - distance / deviation);
                Add(centre + distance / deviation);
            }
        }

        return [.. cuts];

        void Add(double cut)
        {
            if (cut is > -Reach and < Reach) cuts.Add(cut);
        }
    }

    static double Panel(
        GaussLegendreRule rule, Func<double, double> function, double mean, double deviation, double from, double to)
    {
        double half = (to - from) / 2;
        double middle = (to + from) / 2;
        double sum = 0;
        for (int i = 0; i < rule.Order; i++)
        {
            double z = middle + half * rule.GetAbscissa(i);
            sum += rule.GetWeight(i) * function(mean + deviation * z) * Math.Exp(-z * z / 2);
        }

        return sum * half / Math.Sqrt(2 * Math.PI);
    }
}
