using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis;

/// <summary>A cell of the grid in one line: means over its seeds; null where nothing was recorded.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="FirstDelta">‖δ_1‖ at the first recorded step, geometric mean.</param>
/// <param name="FactorPerLayer">Decay factor per layer at that step, geometric mean.</param>
/// <param name="UpdateRatio">‖ΔW_1‖ / ‖W_1‖ of a step, mean over steps and seeds.</param>
/// <param name="TrainLoss">Mean over the last ten batches.</param>
/// <param name="TestAccuracy">Over the test part.</param>
/// <param name="Verdicts">What the diagnoses of its runs come to, each once.</param>
public sealed record CellSummary(
    ArchivedCell Cell,
    double? FirstDelta,
    double? FactorPerLayer,
    double? UpdateRatio,
    double? TrainLoss,
    double? TestAccuracy,
    IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>The summary of a cell's runs that have an outcome.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="summaries">What was read of each run.</param>
    /// <param name="thresholds">Where diagnoses change.</param>
    public static CellSummary Of(
        ArchivedCell cell, IReadOnlyDictionary<ArchivedRun, RunSummary> summaries, AnalysisConfig thresholds)
    {
        RunSummary[] runs = [.. cell.Runs.Where(run => run.Outcome is not null).Select(run => summaries[run])];
        return new CellSummary(
            cell,
            GeometricMean(runs.Select(run => run.First.Layers is [var first, ..] ? first.Delta : null)),
            GeometricMean(runs.Select(run => run.Outcome!.Decay?.AtInitialization?.FactorPerLayer)),
            Mean(runs.Select(run => run.FirstLayerUpdateRatio)),
            Mean(runs.Select(run => run.Outcome!.TrainLoss)),
            Mean(runs.Select(run => run.Outcome!.TestAccuracy)),
            [.. runs.Select(run => run.Diagnosis(thresholds).Verdict).Distinct()]);
    }

    static double? Mean(IEnumerable<double?> values)
    {
        double[] present = [.. values.OfType<double>()];
        return present.Length == 0 ? null : present.Average();
    }

    static double? GeometricMean(IEnumerable<double?> values) =>
        Mean(values.Select(value => value is { } number ? (double?)Math.Log(number) : null)) is { } mean ? Math.Exp(mean) : null;
}
