using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>The sentence on whether a network trains.</summary>
static class TrainingText
{
    public static string Of(CellAnalysis cell, CellAnalysis baseline, TrainingState now, TrainingState before)
    {
        string accuracy = cell["testAccuracy"].Mean is null
            ? ""
            : $" Test accuracy {VerdictText.Against(cell, baseline, "testAccuracy")}.";
        return Verb(now, before) + accuracy + Diverged(cell);
    }

    static string Verb(TrainingState now, TrainingState before)
    {
        string share = now.LossShare is { } loss && double.IsFinite(loss)
            ? $" (the training loss ends at {VerdictText.Percent(loss)} of the first step's)"
            : "";
        return (now.Trains, before.Trains) switch
        {
            (null, _) => "Whether it trains is not known: train-loss was not recorded at step 0.",
            (true, true) => $"It trains{share}, as the baseline does.",
            (true, false) => $"It trains{share}, which the baseline does not.",
            (true, null) => $"It trains{share}.",
            (false, true) => $"It does not train{share}, though the baseline does.",
            (false, _) => $"It does not train{share}.",
        };
    }

    static string Diverged(CellAnalysis cell)
    {
        int diverged = cell.EndedRuns.Count(run => run.Outcome!.Status == RunStatus.Diverged);
        return diverged == 0 ? "" : $" {diverged} of {cell.EndedRuns.Count()} runs diverged.";
    }
}
