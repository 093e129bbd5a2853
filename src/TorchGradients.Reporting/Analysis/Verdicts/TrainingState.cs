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
    /// <summary>Whether at least half of the runs diverged.</summary>
    public bool MostDiverged { get; private init; }

    /// <summary>
    /// Whether it only is not told that it trains: its accuracy is above a constant guess's by a share that counts, which may be noise.
    /// <see cref="Trains"/> is false then.
    /// </summary>
    public bool IsNotTold => Chance?.Verdict == ChanceVerdict.NotTold && !MostDiverged;

    /// <summary>The states of all cells.</summary>
    public static IReadOnlyList<TrainingState> Of(IReadOnlyList<CellAnalysis> cells, AnalysisConfig thresholds) =>
        [.. cells.Zip(ChanceTest.Of(cells, thresholds), (cell, chance) => Of(cell, chance, thresholds))];

    static TrainingState Of(CellAnalysis cell, ChanceTest? chance, AnalysisConfig thresholds)
    {
        RunSummary[] runs = [.. cell.EndedRuns];
        double? median = Median([.. runs.Select(Share).OfType<double>().Order()]);
        bool mostDiverged = runs.Length > 0 && 2 * runs.Count(run => run.Outcome!.Status == RunStatus.Diverged) >= runs.Length;
        bool? trains = chance is null
            ? median is null ? null : median < thresholds.TrainedLossShare
            : chance.Verdict == ChanceVerdict.Better && !mostDiverged;
        return new TrainingState(trains, median, chance) { MostDiverged = mostDiverged };
    }

    // Of an even number the mean of the middle two, as everywhere; infinite where one of them is.
    static double? Median(double[] sorted) => sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    static double? Share(RunSummary run) => (run.InitialTrainLoss, run.Outcome?.TrainLoss) switch
    {
        (null, _) or (_, null) => null,
        ({ } first, { } last) when double.IsFinite(last / first) => last / first,
        _ => double.PositiveInfinity,
    };
}
