using MathNet.Numerics.Distributions;

namespace TorchGradients.Reporting.Analysis.Statistics;

/// <summary>An arithmetic mean with its 95 % interval.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">Lower end; null for a single value, which has no interval.</param>
/// <param name="High">Upper end; null for a single value.</param>
/// <param name="Count">How many values.</param>
/// <remarks>Mean ± t(0.975, n − 1) · s / √n (Student, 1908, "The Probable Error of a Mean").</remarks>
public sealed record MeanInterval(double Mean, double? Low, double? High, int Count)
{
    const double UpperTail = 0.975;

    /// <summary>The mean of finite values; null without any.</summary>
    public static MeanInterval? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0) return null;

        double mean = values.Average();
        if (values.Count == 1) return new MeanInterval(mean, null, null, 1);

        double half = StudentT.InvCDF(0, 1, values.Count - 1, UpperTail) * StandardError(values, mean);
        return new MeanInterval(mean, mean - half, mean + half, values.Count);
    }

    /// <summary>The same with an interval that is cut where no value can lie: it holds the true mean no less often.</summary>
    public MeanInterval Within(double lowest, double highest) => this with
    {
        Low = Low is { } low ? Math.Clamp(low, lowest, highest) : null,
        High = High is { } high ? Math.Clamp(high, lowest, highest) : null,
    };

    /// <summary>s / √n with n − 1 in the denominator of s².</summary>
    internal static double StandardError(IReadOnlyCollection<double> values, double mean) =>
        Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
}
