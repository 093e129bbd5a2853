using MathNet.Numerics.Distributions;

namespace TorchGradients.Reporting.Analysis.Statistics;

/// <summary>The 95 % interval of the ratio of two means that are paired.</summary>
/// <remarks>
/// All ratios θ that the paired t test of a − θ b against 0 does not reject: (ā − θ b̄)² ≤ t² (s_aa − 2 θ s_ab + θ² s_bb) / n, a
/// quadratic in θ. Where b̄ cannot be told from 0 the set is not bounded, and there is no interval. Source: Fieller, 1954.
/// </remarks>
static class RatioOfMeans
{
    const double UpperTail = 0.975;

    /// <summary>Both ends; null with fewer than two pairs, and where the set is not bounded.</summary>
    public static (double? Low, double? High) Interval(IReadOnlyList<(double Top, double Bottom)> pairs)
    {
        int n = pairs.Count;
        if (n < 2) return (null, null);

        double top = pairs.Average(pair => pair.Top), bottom = pairs.Average(pair => pair.Bottom);
        double quantile = StudentT.InvCDF(0, 1, n - 1, UpperTail);
        double scale = quantile * quantile / n / (n - 1);
        double square = (bottom * bottom) - (scale * pairs.Sum(pair => (pair.Bottom - bottom) * (pair.Bottom - bottom)));
        double cross = (top * bottom) - (scale * pairs.Sum(pair => (pair.Top - top) * (pair.Bottom - bottom)));
        double constant = (top * top) - (scale * pairs.Sum(pair => (pair.Top - top) * (pair.Top - top)));
        if (square <= 0) return (null, null);

        // Rounding may leave a little less than 0 where there is no spread.
        double root = Math.Sqrt(Math.Max(0, (cross * cross) - (square * constant)));
        return ((cross - root) / square, (cross + root) / square);
    }
}
