using System.Globalization;

namespace TorchGradients.Reporting.Analysis.Statistics;

/// <summary>
/// How large a difference is, twice: as a ratio that a reader can picture, and against the noise between seeds.
/// </summary>
/// <param name="Words">
/// For example <c>2.4 times as large</c>, <c>12 orders of magnitude larger</c>, <c>the same within 5 %</c> where the whole 95 %
/// interval lies there, <c>identical on every seed</c>.
/// </param>
/// <param name="Standardized">
/// Difference of the means by the spread between the seeds, √((s_remedy² + s_baseline²) / 2), on the scale that was
/// compared
/// (Cohen's d); null with fewer than two pairs, infinite where there is a difference and no spread.
/// </param>
/// <param name="AgainstSeeds">
/// |d| in words: below 0.2 negligible, then small, from 0.5 medium, from 0.8 large, from 1.2 very large, from 2 huge;
/// null
/// without d.
/// </param>
/// <remarks>
/// Sources: Cohen, 1988, "Statistical Power Analysis for the Behavioral Sciences" (0.2, 0.5, 0.8); Sawilowsky, 2009,
/// "New
/// Effect Size Rules of Thumb" (1.2, 2). 5 % and the order of magnitude are this program's choice.
/// </remarks>
public sealed record EffectSize(string Words, double? Standardized, string? AgainstSeeds)
{
    const double Same = 0.05;

    internal static EffectSize Of(double ratio, double? low, double? high, IReadOnlyList<(double Remedy, double Baseline)> pairs)
    {
        double? d = Cohen(pairs);
        string words = !double.IsNaN(ratio) && pairs.All(pair => pair.Remedy == pair.Baseline)
            ? pairs.Count == 1 ? "identical" : "identical on every seed"
            : InWords(ratio, low, high);
        return new EffectSize(words, d, d is { } value ? Against(Math.Abs(value)) : null);
    }

    /// <summary>A ratio in words; that it is the same only where its 95 % interval says so.</summary>
    public static string InWords(double ratio, double? low = null, double? high = null) => ratio switch
    {
        double.NaN => "both 0",
        _ when low >= 1 - Same && high <= 1 + Same => "the same within 5 %",
        double.PositiveInfinity => "something instead of 0",
        < 0 => "of another sign",
        0 => "nothing is left",
        >= 100 => $"{Orders(ratio)} larger",
        1 => "the same mean",
        >= 2 => $"{ShortNumber.Of(ratio)} times as large",
        > 1 => $"larger by {Percent(ratio - 1)}",
        > 0.5 => $"smaller by {Percent(1 - ratio)}",
        > 0.01 => $"{ShortNumber.Of(1 / ratio)} times smaller",
        _ => $"{Orders(ratio)} smaller",
    };

    static double? Cohen(IReadOnlyList<(double Remedy, double Baseline)> pairs)
    {
        if (pairs.Count < 2) return null;

        double difference = pairs.Average(pair => pair.Remedy - pair.Baseline);
        double spread = Math.Sqrt(
            (Variance([.. pairs.Select(pair => pair.Remedy)]) + Variance([.. pairs.Select(pair => pair.Baseline)])) / 2);
        return difference == 0 ? 0 : difference / spread;
    }

    static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    static string Against(double d) => d switch
    {
        < 0.2 => "negligible",
        < 0.5 => "small",
        < 0.8 => "medium",
        < 1.2 => "large",
        < 2 => "very large",
        _ => "huge",
    };

    static string Orders(double ratio)
    {
        double orders = Math.Abs(Math.Log10(ratio));
        string text = Math.Round(orders, orders < 10 ? 1 : 0).ToString(CultureInfo.InvariantCulture);
        return $"{text} orders of magnitude";
    }

    static string Percent(double fraction) =>
        fraction < 0.005 ? "less than 1 %" : $"{Math.Round(fraction * 100).ToString(CultureInfo.InvariantCulture)} %";
}
