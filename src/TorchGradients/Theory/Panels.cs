using MathNet.Numerics.Integration;

namespace TorchGradients.Theory;

/// <summary>Integrals by Gauss–Legendre rules of 24 nodes on panels that end where the integrand has a kink.</summary>
/// <remarks>
/// The estimate of the error is the difference to rules of 16 nodes, summed over the panels without regard to sign.
/// Source: Davis and Rabinowitz, 1984, "Methods of Numerical Integration", section 2.7.
/// </remarks>
static class Panels
{
    const int Nodes = 24;
    const int CoarseNodes = 16;

    // Beside a kink at u the function may change on any scale: panels that double in width on both sides of it.
    static readonly double[] s_aroundKinks = [.. Enumerable.Range(-4, 11).Select(power => Math.Pow(2, power))];

    static readonly GaussLegendreRule s_fine = new(-1, 1, Nodes);
    static readonly GaussLegendreRule s_coarse = new(-1, 1, CoarseNodes);

    /// <summary>Where the panels of [−reach, reach] end.</summary>
    /// <param name="reach">The integral's ends.</param>
    /// <param name="width">The widest panel.</param>
    /// <param name="kinks">Of the integrand, as numbers u; 0 always counts as one.</param>
    /// <param name="placeOf">x of a number u; NaN or beyond the ends where there is none.</param>
    internal static double[] Cuts(double reach, double width, IReadOnlyList<double> kinks, Func<double, double> placeOf)
    {
        var cuts = new SortedSet<double> { -reach, 0, reach };
        for (double cut = width; cut < reach; cut += width) cuts.UnionWith([-cut, cut]);
        foreach (double kink in kinks.Append(0).Distinct())
        {
            Add(placeOf(kink));
            foreach (double distance in s_aroundKinks)
            {
                Add(placeOf(kink - distance));
                Add(placeOf(kink + distance));
            }
        }

        return [.. cuts];

        void Add(double cut)
        {
            if (cut > -reach && cut < reach) cuts.Add(cut);
        }
    }

    /// <summary>∫ f(x) dx, from the first cut to the last.</summary>
    internal static Estimate Integrate(double[] cuts, Func<double, double> function)
    {
        double sum = 0;
        double error = 0;
        for (int i = 1; i < cuts.Length; i++)
        {
            double fine = Panel(s_fine, function, cuts[i - 1], cuts[i]);
            error += Math.Abs(fine - Panel(s_coarse, function, cuts[i - 1], cuts[i]));
            sum += fine;
        }

        return new Estimate(sum, error);
    }

    /// <summary>The nodes x of the same rule and their weights.</summary>
    internal static void Visit(double[] cuts, Action<double, double> visit)
    {
        for (int i = 1; i < cuts.Length; i++)
        {
            double half = (cuts[i] - cuts[i - 1]) / 2;
            double middle = (cuts[i] + cuts[i - 1]) / 2;
            for (int node = 0; node < s_fine.Order; node++)
            {
                visit(middle + half * s_fine.GetAbscissa(node), half * s_fine.GetWeight(node));
            }
        }
    }

    static double Panel(GaussLegendreRule rule, Func<double, double> function, double from, double to)
    {
        double half = (to - from) / 2;
        double middle = (to + from) / 2;
        double sum = 0;
        for (int i = 0; i < rule.Order; i++) sum += rule.GetWeight(i) * function(middle + half * rule.GetAbscissa(i));
        return sum * half;
    }
}
