namespace TorchGradients.Reporting.Analysis.Statistics;

/// <summary>A remedy against the baseline on one measure, paired by seed: same data order, same draws.</summary>
/// <param name="Pairs">How many pairs of finite values.</param>
/// <param name="Ratio">
/// Remedy to baseline: on a logarithmic scale the geometric mean of the pairs' ratios, else the ratio of the means.
/// Infinite
/// where the baseline's mean is 0, NaN for 0 to 0.
/// </param>
/// <param name="RatioLow">
/// Lower end of the ratio's 95 % interval, on a linear scale by Fieller's theorem; null with one pair, and on a linear scale where
/// the baseline's mean cannot be told from 0.
/// </param>
/// <param name="RatioHigh">Upper end.</param>
/// <param name="Difference">Remedy minus baseline, mean and 95 % interval, in the measure's unit.</param>
/// <param name="PValue">Student's paired test, two-sided, uncorrected; null with fewer than two pairs.</param>
/// <param name="Effect">How large the difference is, in words.</param>
/// <param name="IsLogarithmic">
/// Whether logarithms were compared; a scale that could not be used, for a 0, is linear.
/// </param>
/// <remarks>
/// Sizes that span orders of magnitude are compared by ratios: the paired test of their logarithms, whose mean
/// difference is
/// the logarithm of the geometric mean ratio. Source: Bland and Altman, 1996, "Transformations, means, and confidence
/// intervals", BMJ 312; Fleming and Wallace, 1986, "How not to lie with statistics", Communications of the ACM 29(3). The ratio of
/// means: Fieller, 1954, "Some Problems in Interval Estimation", Journal of the Royal Statistical Society B 16.
/// </remarks>
public sealed record PairedComparison(
    int Pairs, double Ratio, double? RatioLow, double? RatioHigh, MeanInterval Difference, double? PValue, EffectSize Effect,
    bool IsLogarithmic)
{
    /// <summary>Whether every pair's values are the same.</summary>
    public bool IsIdentical { get; private init; }

    /// <summary>The comparison of pairs of finite values; null without any.</summary>
    /// <param name="pairs">Remedy's and baseline's value of a seed.</param>
    /// <param name="logarithmic">Whether the measure is compared by ratios; needs values above 0.</param>
    public static PairedComparison? Of(IReadOnlyList<(double Remedy, double Baseline)> pairs, bool logarithmic)
    {
        if (PairedDifference.Of([.. pairs.Select(pair => pair.Remedy - pair.Baseline)]) is not { } linear) return null;

        if (!logarithmic || pairs.Any(pair => pair.Remedy <= 0 || pair.Baseline <= 0))
        {
            double ratio = pairs.Average(pair => pair.Remedy) / pairs.Average(pair => pair.Baseline);
            var (low, high) = RatioOfMeans.Interval(pairs);
            return new PairedComparison(
                pairs.Count, ratio, low, high, linear.Mean, linear.PValue, EffectSize.Of(ratio, low, high, pairs), IsLogarithmic: false)
            {
                IsIdentical = AreIdentical(pairs),
            };
        }

        (double Remedy, double Baseline)[] logarithms = [.. pairs.Select(pair => (Math.Log(pair.Remedy), Math.Log(pair.Baseline)))];
        var difference = PairedDifference.Of([.. logarithms.Select(pair => pair.Remedy - pair.Baseline)])!;
        double geometric = Math.Exp(difference.Mean.Mean);
        double? least = Exp(difference.Mean.Low), most = Exp(difference.Mean.High);
        return new PairedComparison(
            pairs.Count, geometric, least, most, linear.Mean, difference.PValue, EffectSize.Of(geometric, least, most, logarithms),
            IsLogarithmic: true)
        {
            IsIdentical = AreIdentical(pairs),
        };
    }

    /// <summary>The same without intervals and p-value, for pairs that are no independent measurements.</summary>
    internal PairedComparison Untested() => this with
    {
        RatioLow = null,
        RatioHigh = null,
        Difference = Difference with { Low = null, High = null },
        PValue = null,
        Effect = new EffectSize(IsIdentical ? Effect.Words : EffectSize.InWords(Ratio), null, null),
    };

    static bool AreIdentical(IReadOnlyList<(double Remedy, double Baseline)> pairs) => pairs.All(pair => pair.Remedy == pair.Baseline);

    static double? Exp(double? logarithm) => logarithm is { } value ? Math.Exp(value) : null;
}
