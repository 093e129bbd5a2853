using System.Globalization;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>Numbers within sentences.</summary>
static class VerdictText
{
    /// <summary>
    /// For example <c>0.98 against 0.24 (4.1 times as large; 95 % interval of the ratio 3.9–4.3; p = 0.0004)</c>.
    /// </summary>
    public static string Against(CellAnalysis cell, CellAnalysis baseline, string measure)
    {
        string means = $"{Mean(cell[measure])} against {Mean(baseline[measure])}";
        return cell.Compared(measure) is { } compared
            ? $"{means} ({string.Join("; ", Parts(compared))})"
            : $"{means} (no seed has both)";
    }

    /// <summary>The mean of a measure; that there is none.</summary>
    public static string Mean(CellMeasure measure) => measure.Mean is { } mean
        ? ShortNumber.Of(mean.Mean)
        : measure.LeftOut > 0 ? "not finite" : "none";

    /// <summary>A p-value for people: never 0.</summary>
    public static string PValue(double p) => p < 1e-4 ? "p < 0.0001" : $"p = {ShortNumber.Of(p)}";

    /// <summary> <c> (95 %: 1.1–1.3)</c>, or nothing.</summary>
    public static string Interval(double? low, double? high) =>
        low is null || high is null ? "" : $" (95 %: {ShortNumber.Of(low)}–{ShortNumber.Of(high)})";

    /// <summary>A fraction in percent.</summary>
    public static string Percent(double fraction) =>
        $"{Math.Round(fraction * 100).ToString(CultureInfo.InvariantCulture)} %";

    static IEnumerable<string> Parts(Comparison compared)
    {
        PairedComparison paired = compared.Paired;
        yield return paired.Effect.Words;
        if (paired is { RatioLow: { } low, RatioHigh: { } high })
        {
            yield return $"95 % interval of the ratio {ShortNumber.Of(low)}–{ShortNumber.Of(high)}";
        }
        else if (paired.Difference is { Low: { } from, High: { } to })
        {
            yield return $"95 % interval of the difference {ShortNumber.Of(from)} to {ShortNumber.Of(to)}";
        }

        yield return compared.HolmPValue is { } p ? PValue(p) : "one pair: no p-value";
    }
}
