using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Reports;

/// <summary>What was tried of the nuisance axes, how good it was on held-back data, and what was chosen.</summary>
static class TuningTable
{
    /// <summary>The candidates of a cell.</summary>
    public static ReportTable Of(TuningChoice tuning) =>
        new($"Chosen on held-back data: {tuning.Title}", [.. Columns(tuning.Axes)], [.. tuning.Candidates.Select(candidate => Row(tuning, candidate))]);

    /// <summary>The candidates of all cells; null where nothing was tuned.</summary>
    /// <param name="analysis">The experiment.</param>
    /// <param name="most">How many cells there is room for.</param>
    public static ReportTable? Of(ExperimentAnalysis analysis, int most)
    {
        CellAnalysis[] tuned = [.. analysis.Cells.Where(cell => cell.Tuning is not null)];
        if (tuned.Length == 0) return null;

        return new ReportTable(
            "What was tuned",
            ["cell", .. Columns(tuned[0].Tuning!.Axes)],
            [
                .. from cell in tuned.Take(most)
                   let tuning = cell.Tuning!
                   from candidate in tuning.Candidates
                   select (IReadOnlyList<ReportEntry>)[new ReportEntry(cell.Title), .. Row(tuning, candidate)],
            ],
            "Means over the seeds, of data that was held back from training, not of the test part."
                + (tuned.Length > most ? $" The first {most} of {tuned.Length} cells." : ""));
    }

    static IEnumerable<string> Columns(IReadOnlyList<ArchivedAxis> axes) =>
        [.. axes.Select(axis => axis.Name), "validation accuracy", "validation loss", ""];

    static IReadOnlyList<ReportEntry> Row(TuningChoice tuning, TuningCandidate candidate) =>
    [
        .. candidate.Values.Select(value => new ReportEntry(value)),
        new ReportEntry(ShortNumber.Of(candidate.Accuracy, 3), candidate.Accuracy),
        new ReportEntry(ShortNumber.Of(candidate.Loss, 3), candidate.Loss),
        new ReportEntry(tuning.Remark(candidate)),
    ];
}
