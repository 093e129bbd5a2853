using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Statistics;
using TorchGradients.Reporting.Analysis.Verdicts;

namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>
/// How often the preflight was right in an experiment: what <c>plan --preflight</c> said of each cell and kept, against what
/// came of the training; where nothing was kept, what its rule says of the first seed's records of step 0. Found is
/// <em>will not train</em>.
/// </summary>
/// <param name="Cells">The cells of which both are known.</param>
/// <param name="Unscored">How many cells are left out: no record of step 0, or nothing that tells whether they train.</param>
/// <param name="Unrecorded">The quantities that the records lack, so that <c>plan --preflight</c> would see more.</param>
/// <param name="Problem">Why what was kept cannot be read; null where it can, or where nothing was kept.</param>
public sealed record PreflightScore(
    IReadOnlyList<ScoredCell> Cells, int Unscored, IReadOnlyList<string> Unrecorded, string? Problem = null)
{
    // Where one more cell could turn a rate by more than a tenth.
    const int FewestOfARate = 10;

    // What a rate is at least, with 97.5 % confidence, where it is trusted: four of five. So 16 of 16 are, 15 of 16 are not. It is
    // stricter than to ask nine of ten of the rate itself, up to 60 cells: 54 of 60 have a lower end of 0.799. A lower end of
    // nine of ten would take 35 of 35, more than most experiments have cells.
    const double Trusted = 0.8;

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

    /// <summary>The score in sentences: rates with counts and intervals, how far to trust them, and what was missing.</summary>
    public IReadOnlyList<string> Sentences => [.. InWords()];

    /// <summary>The score of an experiment; null where no run has ended.</summary>
    /// <param name="cells">Its cells.</param>
    /// <param name="thresholds">Where conditions begin.</param>
    /// <param name="predictions">What <c>plan --preflight</c> kept.</param>
    public static PreflightScore? Of(
        IReadOnlyList<CellState> cells, AnalysisConfig thresholds, KeptPredictions predictions)
    {
        CellState[] ended = [.. cells.Where(cell => cell.Cell.EndedRuns.Any())];
        if (ended.Length == 0) return null;

        ScoredCell?[] scored = [.. ended.Select(cell => ScoredCell.Of(cell, thresholds, predictions))];
        ScoredCell[] known = [.. scored.OfType<ScoredCell>()];
        return new PreflightScore(known, ended.Length - known.Length, [.. known.SelectMany(cell => cell.Unrecorded).Distinct()],
            predictions.Problem);
    }

    IEnumerable<string> InWords()
    {
        if (Cells.Count == 0)
        {
            yield return "The preflight's rule cannot be scored: no cell has both records of step 0 and something that tells whether it trains.";
            yield break;
        }

        yield return Origin();
        yield return $"From step 0 alone {Of(Warned)} {(Warned == 1 ? "was" : "were")} expected not to train: "
            + (Warned == 0 ? "there is no precision." : $"{Hits} of {Warned} did not (precision {Rate(Hits, Warned)}).");
        yield return Untrained == 0
            ? "All of them trained, so there is no recall."
            : $"{Of(Untrained)} did not train: {Hits} of {Untrained} {(Hits == 1 ? "was" : "were")} foreseen (recall {Rate(Hits, Untrained)}).";
        yield return Trust();
        if (Unscored > 0) yield return $"{Count(Unscored, "cell")} could not be scored: no record of step 0, or nothing that tells whether it trains.";
        if (Unrecorded.Count > 0)
        {
            yield return $"Not everywhere recorded: {string.Join(", ", Unrecorded)}; plan --preflight measures them and may find more.";
        }
    }

    /// <summary>Whose predictions are scored.</summary>
    string Origin()
    {
        int kept = Cells.Count(cell => cell.Kept is not null), late = Cells.Count(cell => cell.Kept is { WasComplete: true });
        string afterwards = late == 0 ? "" : $" Of {Count(late, "cell")} the run was complete when that was said, so that nothing was foretold.";
        return kept == 0 ? (Problem is null ? "" : Problem + " ") + "No prediction of plan --preflight was kept: its rule is applied to the records of step 0 instead."
            : kept == Cells.Count ? "Scored is what plan --preflight foretold." + afterwards
            : $"Of {Count(kept, "cell")} what plan --preflight foretold is scored; to the others its rule is applied, from the records of step 0.{afterwards}";
    }

    /// <summary>By the lower ends of the intervals: a rate that may well be small is not to be trusted.</summary>
    string Trust() => Math.Min(Warned, Untrained) < FewestOfARate
        ? $"Too few to trust these rates: each should rest on {FewestOfARate} cells or more; look at the intervals."
        : (WilsonInterval.Of(Hits, Warned).Low, WilsonInterval.Of(Hits, Untrained).Low) switch
        {
            ( > Trusted, > Trusted) => "Here plan --preflight can be trusted both ways.",
            ( > Trusted, _) => "Here a warning of plan --preflight can be trusted; its silence cannot.",
            (_, > Trusted) => "Here the silence of plan --preflight can be trusted; many of its warnings were for nothing.",
            _ => "Here plan --preflight is a hint only.",
        };

    string Of(int count) => $"{count} of {Count(Cells.Count, "cell")}";

    static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    static string Rate(int hits, int all)
    {
        var (low, high) = WilsonInterval.Of(hits, all);
        return $"{ShortNumber.Of((double)hits / all)}{VerdictText.Interval(low, high)}";
    }
}
