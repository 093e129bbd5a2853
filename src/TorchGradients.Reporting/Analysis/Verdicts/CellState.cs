using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>A cell by itself: whether its gradient, its first layer's update and its training are in order.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Gradient">Whether the error term reaches the first layer, before training and at the end; null where that was not recorded.</param>
/// <param name="Update">Whether the first layer's updates are of a useful size; null as before.</param>
/// <param name="Training">Whether it trains.</param>
/// <param name="FirstDelta">‖δ_1‖ at the first recorded step, geometric mean over the seeds; null where none is above 0 and finite.</param>
public sealed record CellState(CellAnalysis Cell, bool? Gradient, bool? Update, TrainingState Training, double? FirstDelta)
{
    /// <summary>The states of all cells.</summary>
    public static IReadOnlyList<CellState> Of(IReadOnlyList<CellAnalysis> cells, AnalysisConfig thresholds) =>
        [.. cells.Zip(TrainingState.Of(cells, thresholds), (cell, training) => Of(cell, training, thresholds))];

    static CellState Of(CellAnalysis cell, TrainingState training, AnalysisConfig thresholds)
    {
        GradientState first = GradientState.AtFirst(cell, thresholds), last = GradientState.AtLast(cell, thresholds);
        UpdateKind update = UpdateFinding.KindOf(cell, thresholds);
        double[] deltas =
        [
            .. cell.EndedRuns.Select(run => run.First.Layers is [var layer, ..] ? layer.Delta : null).OfType<double>()
                .Where(delta => delta > 0 && double.IsFinite(delta)),
        ];
        return new CellState(
            cell,
            first.Kind == GradientKind.Unknown ? null : !first.IsIll && !last.IsIll,
            update == UpdateKind.Unknown ? null : update == UpdateKind.Useful,
            training,
            deltas.Length == 0 ? null : Math.Exp(deltas.Average(Math.Log)));
    }
}
