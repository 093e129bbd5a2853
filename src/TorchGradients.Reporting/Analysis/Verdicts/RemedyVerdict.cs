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
/// The time of its steps (where that was not recorded, of its runs) by the baseline's, geometric mean over the seeds; null where there is
/// no pair, and where times tell no cost: those of runs that trained together or diverged.
/// </param>
/// <param name="Sentences">The verdict with the numbers behind it: that it is a check, if it is one; gradient, update, training, time.</param>
public sealed record RemedyVerdict(
    CellAnalysis Cell, CellAnalysis Baseline, RepairAnswer Gradient, RepairAnswer Update, bool? Trains, bool? BaselineTrains,
    double? TimeRatio, IReadOnlyList<string> Sentences)
{
    /// <summary>What <see cref="Trains"/> rests on.</summary>
    public required TrainingState Training { get; init; }

    /// <summary>Whether all seeds, of at least two, say that it takes longer, or all that it takes less, and by more than 5 %.</summary>
    public bool TakesAnotherTime => TimeText.IsAnother(TimeText.Compared(Cell));

    /// <summary>
    /// Whether it is the baseline's network, data and training by another engine, or in other numbers: a check, and no remedy.
    /// </summary>
    public bool IsControl { get; private init; }

    /// <summary>The answer on the gradient, with the decay factors, without a full stop.</summary>
    internal string GradientInShort { get; private init; } = "";

    /// <summary>Whether the answer on the gradient is of the end of training; else of its start.</summary>
    internal bool IsGradientToldAtEnd { get; private init; }

    /// <summary>The remedy's name and the sentences, as one paragraph.</summary>
    public string Text => $"{Cell.Title}: {string.Join(' ', Sentences)}";

    /// <summary>Whether gradient and update are in order with it, and the network trains.</summary>
    public bool BringsTheGradientBack => Trains == true
        && Gradient is RepairAnswer.Repairs or RepairAnswer.NothingToRepair
        && Update is RepairAnswer.Repairs or RepairAnswer.NothingToRepair;

    /// <summary>The verdict on every cell that is compared with another one.</summary>
    /// <param name="states">The cells, each by itself.</param>
    /// <param name="thresholds">Where words change.</param>
    public static IReadOnlyList<RemedyVerdict> Of(IReadOnlyList<CellState> states, AnalysisConfig thresholds)
    {
        var byValues = states.ToDictionary(state => string.Join('\u001f', state.Cell.Values));
        return
        [
            .. states.Where(state => state.Cell is { IsBaseline: false, BaselineValues: not null } && state.Cell.EndedRuns.Any())
                .Select(state => (State: state, Baseline: byValues[string.Join('\u001f', state.Cell.BaselineValues!)]))
                .Where(pair => pair.Baseline.Cell.EndedRuns.Any())
                .Select(pair => Of(pair.State, pair.Baseline, thresholds)),
        ];
    }

    static RemedyVerdict Of(CellState state, CellState before, AnalysisConfig thresholds)
    {
        CellAnalysis cell = state.Cell, baseline = before.Cell;
        var gradient = GradientFinding.Of(cell, baseline, thresholds);
        var update = UpdateFinding.Of(cell, baseline, thresholds);
        bool isControl = HaveSameMathematics(cell, baseline);
        return new RemedyVerdict(
            cell, baseline, gradient.Answer, update.Answer, state.Training.Trains, before.Training.Trains,
            TimeText.Compared(cell)?.Paired.Ratio,
            [
                .. isControl ? ["It is no remedy but a check: the baseline's network and training, by another engine or in other numbers."] : (string[])[],
                gradient.Sentence, update.Sentence, TrainingText.Of(cell, baseline, state.Training, before.Training), TimeText.Of(cell, baseline),
            ])
        {
            Training = state.Training,
            IsControl = isControl,
            GradientInShort = gradient.Short,
            IsGradientToldAtEnd = gradient.IsAtEnd,
        };
    }

    static bool HaveSameMathematics(CellAnalysis cell, CellAnalysis baseline)
    {
        string?[] marks = [.. cell.Runs.Concat(baseline.Runs).Where(run => run.Outcome is not null).Select(run => run.Mathematics).Distinct()];
        return marks is [not null];
    }
}
