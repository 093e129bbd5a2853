using System.Globalization;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>Numbers within sentences.</summary>
static class VerdictText
{
    const int FewestDigits = 2;
    const int MostDigits = 5;

    /// <summary>
    /// For example <c>0.98 against 0.24 (4.1 times as large; 95 % interval of the ratio 3.9–4.3; Holm-corrected p = 0.0004)</c>.
    /// </summary>
    public static string Against(CellAnalysis cell, CellAnalysis baseline, string measure)
    {
        string means = Means(cell[measure], baseline[measure]);
        return cell.Compared(measure) is { } compared
            ? $"{means} ({string.Join("; ", Parts(compared))})"
            : $"{means} (no seed has both)";
    }

    /// <summary>The mean of a measure, from 1 to 10 with two decimals, as a factor of 1.04 is not 1; that there is none.</summary>
    public static string Mean(CellMeasure measure) => measure.Mean is { } mean
        ? Number(mean.Mean, FewestDigits)
        : measure.LeftOut > 0 ? "not finite" : "none";

    /// <summary>
    /// For example <c>0.98 against 0.24</c>: with as many digits, up to five, as it takes to tell them apart; as few as usual where
    /// five do not.
    /// </summary>
    static string Means(CellMeasure measured, CellMeasure baseline)
    {
        int digits = FewestDigits;
        if (measured.Mean is { Mean: var one } && baseline.Mean is { Mean: var other })
        {
            while (digits <= MostDigits && Number(one, digits) == Number(other, digits)) digits++;
            if (digits <= MostDigits) return $"{Number(one, digits)} against {Number(other, digits)}";
        }

        return $"{Mean(measured)} against {Mean(baseline)}";
    }

    // The second decimal of 1.04 is as much of it as that of 0.98.
    static string Number(double number, int digits) =>
        ShortNumber.Of(number, Math.Abs(number) is >= 0.995 and < 9.995 ? Math.Max(3, digits) : digits);

    /// <summary>A p-value for people: never 0.</summary>
    public static string PValue(double p) => p < 1e-4 ? "p < 0.0001" : $"p = {ShortNumber.Of(p)}";

    /// <summary>A p-value after Holm's correction.</summary>
    public static string HolmPValue(double p) => "Holm-corrected " + PValue(p);

    /// <summary> <c> (95 %: 1.1–1.3)</c>, or nothing.</summary>
    public static string Interval(double? low, double? high) =>
        low is null || high is null ? "" : $" (95 %: {ShortNumber.Interval(low.Value, high.Value, "–")})";

    /// <summary>A fraction in percent.</summary>
    public static string Percent(double fraction) =>
        $"{Math.Round(fraction * 100).ToString(CultureInfo.InvariantCulture)} %";

    /// <summary>The same in short: on a linear scale only the difference's interval, which the p-value belongs to.</summary>
    public static string AgainstInShort(CellAnalysis cell, CellAnalysis baseline, string measure) =>
        cell.Compared(measure) is { Paired.IsLogarithmic: false } compared
            ? $"{Means(cell[measure], baseline[measure])} ({string.Join("; ", Parts(compared with { Paired = compared.Paired with { RatioLow = null } }))})"
            : Against(cell, baseline, measure);

    static IEnumerable<string> Parts(Comparison compared)
    {
        PairedComparison paired = compared.Paired;
        yield return paired.Effect.Words;
        if (paired.IsIdentical) yield break;

        bool hasSpread = paired.PValue is not null;
        string[] intervals = hasSpread ? [.. Intervals(paired)] : [];
        if (intervals.Length > 0) yield return $"95 % interval {string.Join(", ", intervals)}";
        yield return compared.HolmPValue is { } p ? HolmPValue(p)
            : paired.Pairs == 1 ? "one pair: no p-value"
            : "no spread between the seeds: no p-value";
    }

    // On a linear scale it is differences that are tested.
    static IEnumerable<string> Intervals(PairedComparison paired)
    {
        if (paired is { RatioLow: { } low, RatioHigh: { } high })
        {
            yield return $"of the ratio {ShortNumber.Interval(low, high, "–")}";
        }

        if (!paired.IsLogarithmic && paired.Difference is { Low: { } from, High: { } to })
        {
            yield return $"of the difference {ShortNumber.Interval(from, to, " to ")}";
        }
    }
}
