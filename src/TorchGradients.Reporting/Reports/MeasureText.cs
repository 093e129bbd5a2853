using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Verdicts;

namespace TorchGradients.Reporting.Reports;

/// <summary>Means, intervals, ratios and p-values as entries of tables.</summary>
static class MeasureText
{
    /// <summary>The mean; below it the ratio to the baseline and whether that is told from chance.</summary>
    public static ReportEntry Entry(CellAnalysis cell, Measure measure, double level)
    {
        CellMeasure measured = cell[measure.Name];
        string detail = cell.IsBaseline ? "baseline"
            : cell.Compared(measure.Name) is { } compared
                ? Ratio(compared.Paired.Ratio) + (compared.IsSignificant(level) ? " *" : "")
                : "";
        return new ReportEntry(Mean(measured), measured.Mean?.Mean, measured.Mean is null ? "" : detail);
    }

    /// <summary>A cell's measures: mean, interval, against the baseline.</summary>
    public static ReportTable Table(CellAnalysis cell) => new(
        $"{cell.Title}: measures, means over the seeds",
        ["measure", "mean", "95 % interval", "ratio to the baseline", "95 % interval", "p (Holm)", "effect"],
        [
            .. cell.Measures.Where(measured => measured.Mean is not null || measured.LeftOut > 0)
                .Select(measured => (IReadOnlyList<ReportEntry>)Row(measured, cell.Compared(measured.Measure.Name))),
        ]);

    /// <summary>The mean in short; that it is not finite; a dash.</summary>
    public static string Mean(CellMeasure measured) => measured.Mean is { } mean ? ShortNumber.Of(mean.Mean, 3)
        : measured.LeftOut > 0 ? "not finite" : "–";

    static string Ratio(double ratio) => ratio switch
    {
        double.NaN => "both 0",
        double.PositiveInfinity => "from 0",
        _ => $"× {ShortNumber.Of(ratio)}",
    };

    static ReportEntry[] Row(CellMeasure measured, Comparison? compared) =>
    [
        new(measured.Measure.Title),
        new(Mean(measured), measured.Mean?.Mean),
        new(Interval(measured.Mean?.Low, measured.Mean?.High)),
        new(compared is null ? "–" : Ratio(compared.Paired.Ratio), compared?.Paired.Ratio),
        new(Interval(compared?.Paired.RatioLow, compared?.Paired.RatioHigh)),
        new(compared?.HolmPValue is { } p ? VerdictText.PValue(p)[2..].TrimStart('=', ' ') : "–", compared?.HolmPValue),
        new(compared?.Paired.Effect.Words ?? "–"),
    ];

    static string Interval(double? low, double? high) =>
        low is null || high is null ? "–" : $"{ShortNumber.Of(low)} to {ShortNumber.Of(high)}";
}
