namespace TorchGradients.Reporting.Analysis.Statistics;

/// <summary>The 95 % interval of a share, which does not leave [0, 1] and does not collapse at its ends.</summary>
/// <remarks>Source: Wilson, 1927, "Probable inference, the law of succession, and statistical inference".</remarks>
static class WilsonInterval
{
    const double Quantile = 1.959963984540054;

    /// <summary>(p + z²/2n ± z √(p (1 − p) / n + z²/4n²)) / (1 + z²/n), p = hits / n.</summary>
    public static (double Low, double High) Of(int hits, int count)
    {
        double p = (double)hits / count;
        double square = Quantile * Quantile / count;
        double middle = p + square / 2;
        double half = Quantile * Math.Sqrt(p * (1 - p) / count + square / (4.0 * count));
        return (Math.Max(0, (middle - half) / (1 + square)), Math.Min(1, (middle + half) / (1 + square)));
    }
}
