using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Analysis.Verdicts;

namespace TorchGradients.Reporting.Reports;

/// <summary>Means, intervals, ratios and p-values as entries of tables.</summary>
static class MeasureText
{
    const int MostSeeds = 12;
    const int FewestDigits = 2;
    const int MostDigits = 8;

    /// <summary>The mean with its interval, the ratio to the baseline, and whether that is told from chance.</summary>
    public static ReportEntry Entry(CellAnalysis cell, Measure measure, double level)
    {
        CellMeasure measured = cell[measure.Name];
        string detail = measured.IsShared ? "shared"
            : cell.IsBaseline ? "baseline"
            : cell.Compared(measure.Name) is { } compared
                ? Ratio(compared, level) + (compared.IsSignificant(level) ? " *" : "")
                : "";
        return new ReportEntry(
            Mean(measured), measured.Mean?.Mean, measured.Mean is null ? "" : detail,
            measured.Mean is { Low: { } low, High: { } high } ? ShortNumber.Interval(low, high, "–", digits: 3) : "");
    }

    /// <summary>A cell's measures: mean, interval, every seed, against the baseline.</summary>
    public static ReportTable Table(CellAnalysis cell, double level) => new(
        $"{cell.Title}: measures, means over the seeds",
        ["measure", "mean", "95 % interval", "every seed", "ratio to the baseline", "95 % interval", "p", "p (Holm)", "effect"],
        [
            .. cell.Measures.Where(measured => measured.Mean is not null || measured.LeftOut > 0)
                .Select(measured => (IReadOnlyList<ReportEntry>)Row(measured, cell.Compared(measured.Measure.Name), level)),
        ]);

    /// <summary>The mean in short; that it is not finite; a dash.</summary>
    public static string Mean(CellMeasure measured) => measured.Mean is { } mean ? ShortNumber.Of(mean.Mean, 3)
        : measured.LeftOut > 0 ? "not finite" : "–";

    // What is told from the baseline reads as something else than 1.
    static string Ratio(Comparison compared, double level) => compared.Paired.Ratio switch
    {
        double.NaN => "both 0",
        double.PositiveInfinity => "from 0",
        var ratio when compared.IsSignificant(level) => $"× {ShortNumber.Of(ratio, ShortNumber.DigitsApart([ratio, 1], FewestDigits, MostDigits))}",
        var ratio => $"× {ShortNumber.Of(ratio)}",
    };

    static ReportEntry[] Row(CellMeasure measured, Comparison? compared, double level) =>
    [
        new(measured.Measure.Title),
        new(Mean(measured), measured.Mean?.Mean, HalfLife(measured)),
        new(Interval(measured.Mean?.Low, measured.Mean?.High, digits: 3)),
        new(Seeds(measured)),
        new(compared is null ? "–" : Ratio(compared, level), compared?.Paired.Ratio),
        new(Interval(compared?.Paired.RatioLow, compared?.Paired.RatioHigh)),
        new(PValue(compared?.Paired.PValue), compared?.Paired.PValue),
        new(PValue(compared?.HolmPValue), compared?.HolmPValue),
        new(compared is null ? "–" : compared.Paired.Effect.Words
            + (compared.Paired.Effect.AgainstSeeds is { } size && !compared.Paired.IsIdentical ? $"; {size} by the spread between seeds" : "")
            + (compared.HolmPValue >= level && !compared.Paired.IsIdentical ? "; may be chance" : "")),
    ];

    static string PValue(double? p) => p is { } value ? VerdictText.PValue(value)[2..].TrimStart('=', ' ') : "–";

    static string HalfLife(CellMeasure measured) =>
        measured.Measure.Name.StartsWith("deltaDecay", StringComparison.Ordinal) && DecayPoint.HalfLife(measured.Mean?.Mean) is { } layers
            ? $"half-life {ShortNumber.Of(layers)} layers"
            : "";

    /// <summary>Every seed with its value.</summary>
    public static string Seeds(CellMeasure measured) => string.Join(", ", measured.Seeds.Take(MostSeeds)
        .Select(seed => $"{seed.Seed}: {(seed.Value is { } value ? ShortNumber.Of(value, 3) : seed.LeftOut > 0 ? "not finite" : "–")}"))
        + (measured.Seeds.Count > MostSeeds ? $" and {measured.Seeds.Count - MostSeeds} more" : "");

    static string Interval(double? low, double? high, int digits = 2) =>
        low is null || high is null ? "–" : ShortNumber.Interval(low.Value, high.Value, " to ", digits);
}
