using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>What a remedy, a cell that is not the baseline's, comes to.</summary>
/// <param name="Cell">The remedy's cell.</param>
/// <param name="Baseline">What it is held against.</param>
/// <param name="Gradient">Whether it repairs the gradient.</param>
/// <param name="Update">Whether it repairs the first layer's update.</param>
/// <param name="Trains">Whether the network trains with it; null where that was not recorded.</param>
/// <param name="BaselineTrains">Whether the baseline does.</param>
/// <param name="TimeRatio">
/// Its time by the baseline's, geometric mean over the seeds; null where there is no pair.
/// </param>
/// <param name="Sentences">The verdict with the numbers behind it: gradient, update, training, time.</param>
public sealed record RemedyVerdict(
    CellAnalysis Cell, CellAnalysis Baseline, RepairAnswer Gradient, RepairAnswer Update, bool? Trains, bool? BaselineTrains,
    double? TimeRatio, IReadOnlyList<string> Sentences)
{
    /// <summary>What <see cref="Trains"/> rests on.</summary>
    public required TrainingState Training { get; init; }

    /// <summary>Whether the 95 % interval of the time ratio leaves out 1.</summary>
    public bool TakesAnotherTime =>
        Cell.Compared("seconds")?.Paired is { RatioLow: { } low, RatioHigh: { } high } && (low > 1 || high < 1);

    /// <summary>The remedy's name and the sentences, as one paragraph.</summary>
    public string Text => $"{Cell.Title}: {string.Join(' ', Sentences)}";

    /// <summary>Whether gradient and update are in order with it, and the network trains.</summary>
    public bool BringsTheGradientBack => Trains == true
        && Gradient is RepairAnswer.Repairs or RepairAnswer.NothingToRepair
        && Update is RepairAnswer.Repairs or RepairAnswer.NothingToRepair;

    /// <summary>The verdict on every cell that is compared with another one.</summary>
    public static IReadOnlyList<RemedyVerdict> Of(IReadOnlyList<CellAnalysis> cells, AnalysisConfig thresholds)
    {
        var byValues = cells.ToDictionary(cell => string.Join('\u001f', cell.Values));
        return
        [
            .. cells.Where(cell => cell is { IsBaseline: false, BaselineValues: not null } && cell.EndedRuns.Any())
                .Select(cell => (Cell: cell, Baseline: byValues[string.Join('\u001f', cell.BaselineValues!)]))
                .Where(pair => pair.Baseline.EndedRuns.Any())
                .Select(pair => Of(pair.Cell, pair.Baseline, thresholds)),
        ];
    }

    static RemedyVerdict Of(CellAnalysis cell, CellAnalysis baseline, AnalysisConfig thresholds)
    {
        var gradient = GradientFinding.Of(cell, baseline, thresholds);
        var update = UpdateFinding.Of(cell, baseline, thresholds);
        TrainingState state = TrainingState.Of(cell, thresholds), before = TrainingState.Of(baseline, thresholds);
        return new RemedyVerdict(
            cell, baseline, gradient.Answer, update.Answer, state.Trains, before.Trains,
            cell.Compared("seconds")?.Paired.Ratio,
            [gradient.Sentence, update.Sentence, TrainingText.Of(cell, baseline, state, before), TimeText.Of(cell)])
        {
            Training = state,
        };
    }
}
