using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Reports;

/// <summary>The diagnosis of every run, layer by layer; seeds that have the same together.</summary>
static class DiagnosisTable
{
    const int MostSeeds = 12;
    const int MostGroups = 6;

    /// <summary>A row per cell that has results.</summary>
    public static ReportTable Of(ExperimentAnalysis analysis, int most)
    {
        CellAnalysis[] cells = [.. analysis.Cells.Where(cell => Runs(cell).Length > 0)];
        return new ReportTable(
            "Diagnosis",
            ["cell", "finding", "layers at the first recorded step", "layers at the last"],
            [
                .. cells.Take(most).Select(cell => (IReadOnlyList<ReportEntry>)
                [
                    new ReportEntry(cell.Title),
                    new ReportEntry(BySeed(cell, run => FindingText.Of(run.Diagnosis(analysis.Thresholds).Verdict))),
                    new ReportEntry(BySeed(cell, run => LayerRanges.Of(run.AtFirst))),
                    new ReportEntry(BySeed(cell, run => LayerRanges.Of(run.AtLast))),
                ]),
            ],
            "Layer 1 is next to the input, the last is the output layer; where the seeds differ each is named."
                + (cells.Length > most ? $" The first {most} of {cells.Length} cells; report.html has the runs of all." : ""));
    }

    static RunSummary[] Runs(CellAnalysis cell) => [.. cell.Runs.Where(run => run.Outcome is not null)];

    static string BySeed(CellAnalysis cell, Func<RunSummary, string> words)
    {
        IGrouping<string, long>[] groups = [.. Runs(cell).GroupBy(run => words(run) is { Length: > 0 } some ? some : "–", run => run.Run.Plan.Seed)];
        return groups.Length == 1 ? groups[0].Key
            : string.Join(". ", groups.Take(MostGroups).Select(group => $"{Seeds([.. group.Distinct().Order()])}: {group.Key}"))
                + (groups.Length > MostGroups ? $". {groups.Skip(MostGroups).Sum(group => group.Count())} more differ from these" : "");
    }

    static string Seeds(long[] seeds) => (seeds.Length == 1 ? "Seed " : "Seeds ")
        + string.Join(", ", seeds.Take(MostSeeds).Select(seed => seed.ToString(CultureInfo.InvariantCulture)))
        + (seeds.Length > MostSeeds ? $" and {seeds.Length - MostSeeds} more" : "");
}
