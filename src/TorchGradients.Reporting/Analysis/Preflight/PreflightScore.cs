using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Verdicts;

namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>
/// How often the preflight was right in an experiment: what <c>plan --preflight</c> said of each cell and kept, against what
/// came of the training; where nothing was kept, what its rule says of the first seed's records of step 0. Found is
/// <em>will not train</em>.
/// </summary>
/// <param name="Cells">The cells of which both are known.</param>
/// <param name="Unscored">The cells that are left out, in no rate.</param>
/// <param name="Unrecorded">The quantities that the records lack, so that <c>plan --preflight</c> would see more.</param>
/// <param name="Problem">Why what was kept cannot be read; null where it can, or where nothing was kept.</param>
public sealed record PreflightScore(
    IReadOnlyList<ScoredCell> Cells, IReadOnlyList<UnscoredCell> Unscored, IReadOnlyList<string> Unrecorded,
    string? Problem = null)
{
    /// <summary>Said not to train, and did not.</summary>
    public int Hits => Cells.Count(cell => cell.IsWarned && !cell.Trains);

    /// <summary>Said not to train.</summary>
    public int Warned => Cells.Count(cell => cell.IsWarned);

    /// <summary>Did not train.</summary>
    public int Untrained => Cells.Count(cell => !cell.Trains);

    /// <summary>Of those said not to train the share that did not; null where none was.</summary>
    public double? Precision => Warned == 0 ? null : (double)Hits / Warned;

    /// <summary>Of those that did not train the share that was said; null where all did.</summary>
    public double? Recall => Untrained == 0 ? null : (double)Hits / Untrained;

    /// <summary>
    /// The score in sentences: how many cells are scored, why others are not, rates with counts and intervals, how far to
    /// trust them, and what was missing.
    /// </summary>
    public IReadOnlyList<string> Sentences => [.. PreflightScoreText.Of(this)];

    /// <summary>The score of an experiment; null where no run has ended.</summary>
    /// <param name="cells">Its cells.</param>
    /// <param name="thresholds">Where conditions begin.</param>
    /// <param name="predictions">What <c>plan --preflight</c> kept.</param>
    public static PreflightScore? Of(
        IReadOnlyList<CellState> cells, AnalysisConfig thresholds, KeptPredictions predictions)
    {
        if (!cells.Any(state => state.Cell.EndedRuns.Any())) return null;

        var scored = new List<ScoredCell>();
        var unscored = new List<UnscoredCell>();
        foreach (CellState state in cells)
        {
            if (UnscoredCell.ReasonOf(state) is { } reason)
            {
                unscored.Add(new UnscoredCell(state.Cell, reason));
            }
            else if (ScoredCell.Of(state.Cell, state.Training.Trains!.Value, thresholds, predictions) is { } cell)
            {
                scored.Add(cell);
            }
            else
            {
                unscored.Add(new UnscoredCell(state.Cell, UnscoredReason.NothingForetold));
            }
        }

        return new PreflightScore(
            scored, unscored, [.. scored.SelectMany(cell => cell.Unrecorded).Distinct()], predictions.Problem);
    }
}
