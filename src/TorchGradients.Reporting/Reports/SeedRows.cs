using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Reports;

/// <summary>Every seed of every cell: what the means are made of.</summary>
static class SeedRows
{
    static readonly string[] _measures = ["testAccuracy", "deltaDecayAtInitialization", "deltaDecayAtEnd", "firstLayerUpdateRatio"];

    /// <summary>A row per cell, the seeds' values side by side.</summary>
    public static ReportTable Of(ExperimentAnalysis analysis, int most)
    {
        Measure[] measures = [.. Measure.All.Where(measure => _measures.Contains(measure.Name) && analysis.Cells.Any(cell => cell[measure.Name].Mean is not null))];
        return new ReportTable(
            "Every seed",
            ["cell", .. measures.Select(measure => measure.ShortTitle)],
            [
                .. analysis.Cells.Take(most).Select(cell => (IReadOnlyList<ReportEntry>)
                    [new ReportEntry(cell.Title), .. measures.Select(measure => new ReportEntry(MeasureText.Seeds(cell[measure.Name])))]),
            ],
            "Seed: value. " + (analysis.Cells.Count > most ? $"The first {most} of {analysis.Cells.Count} cells; summary.csv has all runs." : "summary.csv has all runs."));
    }
}
