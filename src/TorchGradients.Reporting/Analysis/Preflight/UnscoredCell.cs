using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Analysis.Verdicts;

namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>A cell that the score of the preflight leaves out.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Reason">Why.</param>
/// <remarks>
/// Too short is a completed run of no more than <see cref="Outcome.TrainLossBatches"/> steps, whatever came of it: the loss
/// at its end, a mean over that many batches, goes back to step 0, so that the run has no end apart from its beginning. A
/// run that diverged needed no more steps, and where at least half of a cell's did, it is known that the cell does not train.
/// </remarks>
public sealed record UnscoredCell(CellAnalysis Cell, UnscoredReason Reason)
{
    /// <summary>Why nothing can be held against what came of a cell's training; null where it can.</summary>
    internal static UnscoredReason? ReasonOf(CellState state) => state switch
    {
        _ when !state.Cell.EndedRuns.Any() => UnscoredReason.NotEnded,
        { Training.MostDiverged: false } when state.Cell.EndedRuns.Any(IsTooShort) => UnscoredReason.TooShort,
        { Training.Trains: null } => UnscoredReason.NotKnown,
        { Training.IsNotTold: true } => UnscoredReason.NotTold,
        _ => null,
    };

    static bool IsTooShort(RunSummary run) =>
        run.Outcome is { Status: RunStatus.Completed, Steps: <= Outcome.TrainLossBatches };
}
