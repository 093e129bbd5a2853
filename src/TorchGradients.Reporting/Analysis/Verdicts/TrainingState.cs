using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>Whether a cell's network trains: whether it does better than a constant guess; where chance is not known, whether its training loss fell.</summary>
/// <param name="Trains">The answer; never where at least half of the runs diverged; null where nothing tells.</param>
/// <param name="LossShare">Last by first training loss, the median over the runs; infinite where it diverged; null where the first was not recorded.</param>
/// <param name="Chance">The test against a constant guess; null where chance is not known.</param>
public sealed record TrainingState(bool? Trains, double? LossShare, ChanceTest? Chance)
{
    /// <summary>The state of a cell.</summary>
    public static TrainingState Of(CellAnalysis cell, AnalysisConfig thresholds)
    {
        double[] shares = [.. cell.EndedRuns.Select(Share).OfType<double>().Order()];
        double? median = shares.Length == 0 ? null : shares[shares.Length / 2];
        ChanceTest? chance = ChanceTest.Of(cell, thresholds);
        bool? trains = chance is null
            ? median is null ? null : median < thresholds.TrainedLossShare
            : chance.Verdict == ChanceVerdict.Better && !MostDiverged(cell);
        return new TrainingState(trains, median, chance);
    }

    static bool MostDiverged(CellAnalysis cell) =>
        2 * cell.EndedRuns.Count(run => run.Outcome!.Status == RunStatus.Diverged) >= cell.EndedRuns.Count();

    static double? Share(RunSummary run) => (run.InitialTrainLoss, run.Outcome?.TrainLoss) switch
    {
        (null, _) or (_, null) => null,
        ({ } first, { } last) when double.IsFinite(last / first) => last / first,
        _ => double.PositiveInfinity,
    };
}
