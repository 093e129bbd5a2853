using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>Whether a cell's network trains: whether its training loss fell.</summary>
/// <param name="Trains">
/// Whether at least half of the runs fell below the threshold; null where the first loss was not recorded.
/// </param>
/// <param name="LossShare">
/// Last by first training loss, the median over the runs; infinite where it diverged; null as before.
/// </param>
public sealed record TrainingState(bool? Trains, double? LossShare)
{
    /// <summary>The state of a cell.</summary>
    public static TrainingState Of(CellAnalysis cell, AnalysisConfig thresholds)
    {
        double[] shares = [.. cell.EndedRuns.Select(Share).OfType<double>().Order()];
        if (shares.Length == 0) return new TrainingState(null, null);

        double median = shares[shares.Length / 2];
        return new TrainingState(median < thresholds.TrainedLossShare, median);
    }

    static double? Share(RunSummary run) => (run.InitialTrainLoss, run.Outcome?.TrainLoss) switch
    {
        (null, _) or (_, null) => null,
        ({ } first, { } last) when double.IsFinite(last / first) => last / first,
        _ => double.PositiveInfinity,
    };
}
