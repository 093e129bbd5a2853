using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Analysis.Statistics;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis.Comparisons;

/// <summary>
/// From the summaries of runs to the cells of the axes that are not nuisance, each compared to its baseline.
/// </summary>
static class CellAnalyses
{
    /// <summary>The cells, in the order in which they first appear.</summary>
    public static IReadOnlyList<CellAnalysis> Of(ExperimentArchive archive, IReadOnlyDictionary<ArchivedRun, RunSummary> summaries)
    {
        CellAnalysis[] cells =
        [
            .. archive.Cells.GroupBy(cell => string.Join('\u001f', cell.On(IsNotNuisance))).Select(group => Cell([.. group], summaries)),
        ];
        return WithHolm(Compared(cells, archive.Plan.Baseline ?? new Dictionary<string, string>()));
    }

    static bool IsNotNuisance(ArchivedAxis axis) => axis.Role != "nuisance";

    static CellAnalysis Cell(ArchivedCell[] cells, IReadOnlyDictionary<ArchivedRun, RunSummary> summaries)
    {
        ArchivedAxis[] nuisance = [.. cells[0].Axes.Where(axis => !IsNotNuisance(axis))];
        TuningCandidate[] candidates =
        [
            .. cells.Select(cell => TuningCandidate.Of(cell.On(axis => !IsNotNuisance(axis)), cell.Runs.Select(run => summaries[run]))),
        ];
        TuningChoice? tuning = cells.Length == 1 ? null : TuningChoice.Of(nuisance, candidates);
        IEnumerable<ArchivedCell> counted = tuning is null ? cells : [cells[Array.IndexOf(candidates, tuning.Chosen)]];
        RunSummary[] runs = [.. counted.SelectMany(cell => cell.Runs).Distinct().Select(run => summaries[run])];
        RunSummary[] ended = [.. runs.Where(run => run.HasEnded)];
        return new CellAnalysis
        {
            Axes = [.. cells[0].Axes.Where(IsNotNuisance)],
            Values = cells[0].On(IsNotNuisance),
            Tuning = tuning,
            Runs = runs,
            Measures = [.. Measure.All.Select(measure => CellMeasure.Of(measure, ended))],
        };
    }

    static IReadOnlyList<CellAnalysis> Compared(CellAnalysis[] cells, IReadOnlyDictionary<string, string> baseline)
    {
        if (cells.Length == 0 || !cells[0].Axes.Any(axis => baseline.ContainsKey(axis.Name))) return cells;

        var byValues = cells.ToDictionary(cell => string.Join('\u001f', cell.Values));
        return
        [
            .. cells.Select(cell =>
            {
                string[] values = [.. cell.Axes.Zip(cell.Values, (axis, value) => baseline.GetValueOrDefault(axis.Name, value))];
                return byValues.TryGetValue(string.Join('\u001f', values), out var other) ? Against(cell, other) : cell;
            }),
        ];
    }

    static CellAnalysis Against(CellAnalysis cell, CellAnalysis baseline) => cell with
    {
        BaselineValues = baseline.Values,
        Comparisons = ReferenceEquals(cell, baseline)
            ? []
            : [.. cell.Measures.Zip(baseline.Measures, Comparison.Of).OfType<Comparison>()],
    };

    /// <summary>The family of a correction is all comparisons of one measure.</summary>
    static IReadOnlyList<CellAnalysis> WithHolm(IReadOnlyList<CellAnalysis> cells)
    {
        var corrected = new Dictionary<Comparison, double?>(ReferenceEqualityComparer.Instance);
        foreach (var family in cells.SelectMany(cell => cell.Comparisons).GroupBy(comparison => comparison.Measure))
        {
            Comparison[] members = [.. family];
            IReadOnlyList<double?> pValues = HolmCorrection.Of([.. members.Select(member => member.Paired.PValue)]);
            foreach ((int place, Comparison member) in members.Index()) corrected[member] = pValues[place];
        }

        return
        [
            .. cells.Select(cell => cell with
            {
                Comparisons = [.. cell.Comparisons.Select(member => member with { HolmPValue = corrected[member] })],
            }),
        ];
    }
}
