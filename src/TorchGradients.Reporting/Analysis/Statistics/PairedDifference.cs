using MathNet.Numerics.Distributions;

namespace TorchGradients.Reporting.Analysis.Statistics;

/// <summary>The mean of differences within pairs, with its 95 % interval and Student's paired test against 0.</summary>
/// <param name="Mean">The mean difference, with its interval.</param>
/// <param name="T">Mean / (s / √n); null with fewer than two pairs, or where all differences are the same.</param>
/// <param name="PValue">
/// Two-sided; null with fewer than two pairs. 1 where all differences are 0: nothing differs. Null where they are the same, up to
/// rounding, and not 0: without a spread there is nothing to hold the difference against.
/// </param>
/// <remarks>t has n − 1 degrees of freedom under "no difference". Source: Student, 1908, section VIII.</remarks>
public sealed record PairedDifference(MeanInterval Mean, double? T, double? PValue)
{
    // What rounding leaves of a spread that is 0.
    const double Rounding = 1e-12;

    /// <summary>The test of finite differences; null without any.</summary>
    public static PairedDifference? Of(IReadOnlyCollection<double> differences)
    {
        if (MeanInterval.Of(differences) is not { } mean) return null;
        if (mean.Count < 2) return new PairedDifference(mean, null, null);

        double standardError = MeanInterval.StandardError(differences, mean.Mean);
        if (standardError <= Rounding * Math.Abs(mean.Mean))
        {
            return new PairedDifference(mean, null, mean.Mean == 0 ? 1 : null);
        }

        double t = mean.Mean / standardError;
        return new PairedDifference(mean, t, 2 * StudentT.CDF(0, 1, mean.Count - 1, -Math.Abs(t)));
    }
}
