using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Predictions;

namespace TorchGradients.Reporting.Reports;

/// <summary>The decay factor of every cell beside theory's.</summary>
static class TheoryTable
{
    public static ReportTable Of(ExperimentAnalysis analysis, int most)
    {
        var axes = analysis.Cells.Count == 0 ? [] : analysis.Cells[0].Axes;
        return new ReportTable(
            "Decay factor per layer before training: predicted and measured",
            [.. axes.Select(axis => axis.Name), "predicted", "measured", "measured ÷ predicted", "finite width explains", "theory"],
            [
                .. analysis.Theory.Take(most).Select(one => (IReadOnlyList<ReportEntry>)
                [
                    .. one.Cell.Values.Select(value => new ReportEntry(value)),
                    new ReportEntry(ShortNumber.Of(one.Predicted, 4), one.Predicted),
                    new ReportEntry(ShortNumber.Of(one.Ratio * one.Predicted, 4), one.Ratio * one.Predicted),
                    new ReportEntry(TheoryFindings.Ratio(one), one.Ratio),
                    new ReportEntry(one.Expected is { } range ? $"{ShortNumber.Of(range.Low, 3)}–{ShortNumber.Of(range.High, 3)}" : "–"),
                    new ReportEntry(Words(one)),
                ]),
            ],
            analysis.Cells.Count > most ? $"The first {most} of {analysis.Cells.Count} cells." : "");
    }

    static string Words(TheoryComparison one) => one.Agrees switch
    {
        true => one.Expected is null ? "agrees, by the seeds' scatter" : "agrees",
        false => one.Expected is null ? "disagrees, by the seeds' scatter" : "disagrees",
        null => one is { IsOutOfReach: false, Low: not null } ? "not told: the seeds are too far apart" : one.Reason ?? "–",
    };
}
