using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>Which runs are listed first, where a page has no room for all of them.</summary>
static class TellingRuns
{
    /// <summary>
    /// The places of all runs: of every cell in turn one that did not complete, the best and the worst; then the next of each. The best
    /// has the highest test accuracy, where that was not measured the lowest training loss.
    /// </summary>
    public static IEnumerable<int> First(IReadOnlyList<RunSummary> runs)
    {
        int[][] cells = [.. runs.Index().GroupBy(run => Cell(run.Item), run => run.Index).Select(cell => OfCell([.. cell], runs))];
        for (int rank = 0; rank < cells.Select(cell => cell.Length).DefaultIfEmpty(0).Max(); rank++)
        {
            foreach (int[] cell in cells.Where(cell => rank < cell.Length)) yield return cell[rank];
        }
    }

    static int[] OfCell(int[] places, IReadOnlyList<RunSummary> runs)
    {
        int[] incomplete = [.. places.Where(place => runs[place].Outcome?.Status != RunStatus.Completed)];
        int[] complete = [.. places.Except(incomplete).OrderByDescending(place => Score(runs[place]))];
        var ranked = new List<int>(places.Length);
        for (int rank = 0; ranked.Count < places.Length; rank++)
        {
            if (rank < incomplete.Length) ranked.Add(incomplete[rank]);
            if (rank < complete.Length - rank) ranked.Add(complete[rank]);
            if (rank < complete.Length - 1 - rank) ranked.Add(complete[^(rank + 1)]);
        }

        return [.. ranked];
    }

    static string Cell(RunSummary run) => run.Run.Plan.Cells is [var cell, ..] ? string.Join('\u001f', cell.Values) : "";

    static double Score(RunSummary run) => run.Outcome?.TestAccuracy ?? -run.Outcome?.TrainLoss ?? double.NegativeInfinity;
}
