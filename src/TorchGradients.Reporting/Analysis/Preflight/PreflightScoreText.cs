using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Statistics;
using TorchGradients.Reporting.Analysis.Verdicts;

namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>The score of the preflight in sentences.</summary>
static class PreflightScoreText
{
    // Where one more cell could turn a rate by more than a tenth.
    const int FewestOfARate = 10;

    // What a rate is at least, with 97.5 % confidence, where it is trusted: four of five. So 16 of 16 are, 15 of 16 are not. It is
    // stricter than to ask nine of ten of the rate itself, up to 60 cells: 54 of 60 have a lower end of 0.799. A lower end of
    // nine of ten would take 35 of 35, more than most experiments have cells.
    const double Trusted = 0.8;

    public static IEnumerable<string> Of(PreflightScore score)
    {
        yield return Origin(score);
        yield return Scored(score);
        if (score.Cells.Count == 0) yield break;

        yield return $"From step 0 alone {OfAll(score, score.Warned)} {(score.Warned == 1 ? "was" : "were")} expected not to train: "
            + (score.Warned == 0
                ? "there is no precision."
                : $"{score.Hits} of {score.Warned} did not (precision {Rate(score.Hits, score.Warned)}).");
        yield return score.Untrained == 0
            ? "All of them trained, so there is no recall."
            : $"{OfAll(score, score.Untrained)} did not train{Within(score)}: {score.Hits} of {score.Untrained} "
                + $"{(score.Hits == 1 ? "was" : "were")} foreseen (recall {Rate(score.Hits, score.Untrained)}).";
        yield return Trust(score);
        if (score.Unrecorded.Count > 0)
        {
            yield return $"Not everywhere recorded: {string.Join(", ", score.Unrecorded)}; "
                + "plan --preflight measures them and may find more.";
        }
    }

    /// <summary>Whose predictions are scored.</summary>
    static string Origin(PreflightScore score)
    {
        int kept = score.Cells.Count(cell => cell.Kept is not null);
        int late = score.Cells.Count(cell => cell.Kept is { WasComplete: true });
        string afterwards = late == 0
            ? ""
            : $" Of {Count(late, "cell")} the run was complete when that was said, so that nothing was foretold.";
        string problem = score.Problem is null ? "" : score.Problem + " ";
        return score.Cells.Count == 0 ? problem + "The preflight cannot be scored."
            : kept == 0
                ? $"{problem}No prediction of plan --preflight was kept: its rule is applied to the records of step 0 instead."
            : kept == score.Cells.Count ? "Scored is what plan --preflight foretold." + afterwards
            : $"Of {Count(kept, "cell")} what plan --preflight foretold is scored; to the others its rule is applied, "
                + $"from the records of step 0.{afterwards}";
    }

    /// <summary>How many cells are in the rates, and why the others are not.</summary>
    static string Scored(PreflightScore score)
    {
        string scored = $"Scored: {score.Cells.Count} of {Count(score.Cells.Count + score.Unscored.Count, "cell")}.";
        string[] reasons =
        [
            .. score.Unscored.GroupBy(cell => cell.Reason).OrderBy(group => group.Key)
                .Select(group => $"{group.Count()} {Words(group.Key)}"),
        ];
        return reasons.Length == 0 ? scored : $"{scored} Not scored: {string.Join("; ", reasons)}.";
    }

    static string Words(UnscoredReason reason) => reason switch
    {
        UnscoredReason.NotEnded => "without a run that has ended",
        UnscoredReason.TooShort => "too short to tell (runs of no more steps than the "
            + $"{Outcome.TrainLossBatches} that the loss at the end is a mean of)",
        UnscoredReason.NotKnown => "of which neither an accuracy with its guess nor losses say whether they train",
        UnscoredReason.NotTold => "not told (above a constant guess, but with so few seeds not told from it)",
        UnscoredReason.NothingForetold => "without a kept prediction or error terms of step 0",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>The steps of what did not train, diverged runs apart: with more of them it might.</summary>
    static string Within(PreflightScore score)
    {
        int[] steps =
        [
            .. score.Cells.Where(cell => !cell.Trains).SelectMany(cell => cell.Cell.EndedRuns)
                .Where(run => run.Outcome!.Status == RunStatus.Completed).Select(run => run.Outcome!.Steps).Distinct().Order(),
        ];
        return steps switch
        {
            [] => "",
            [var all] => $" in {Count(all, "step")}",
            [var fewest, .., var most] => $" in {fewest} to {most} steps",
        };
    }

    /// <summary>By the lower ends of the intervals: a rate that may well be small is not to be trusted.</summary>
    static string Trust(PreflightScore score)
    {
        if (Math.Min(score.Warned, score.Untrained) < FewestOfARate)
        {
            return $"Too few to trust these rates: each should rest on {FewestOfARate} cells or more; look at the intervals.";
        }

        if (score.Untrained == score.Cells.Count)
        {
            return "None of them trained, so that no warning could be wrong: the precision does not say how far to trust one.";
        }

        if (score.Warned == score.Cells.Count)
        {
            return "All of them were warned of, so that none could be missed: the recall does not say how far to trust silence.";
        }

        return (WilsonInterval.Of(score.Hits, score.Warned).Low, WilsonInterval.Of(score.Hits, score.Untrained).Low) switch
        {
            ( > Trusted, > Trusted) => "Here plan --preflight can be trusted both ways.",
            ( > Trusted, _) => "Here a warning of plan --preflight can be trusted; its silence cannot.",
            (_, > Trusted) => "Here the silence of plan --preflight can be trusted; many of its warnings were for nothing.",
            _ => "Here plan --preflight is a hint only.",
        };
    }

    static string OfAll(PreflightScore score, int count) => $"{count} of {Count(score.Cells.Count, "cell")}";

    static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    static string Rate(int hits, int all)
    {
        var (low, high) = WilsonInterval.Of(hits, all);
        return $"{ShortNumber.Of((double)hits / all)}{VerdictText.Interval(low, high)}";
    }
}
