using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>A claim and what the measurements say of it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Outcome">Does not hold where a part disagrees, holds where all agree, else it is not decided.</param>
/// <param name="Parts">Each cell, pair of cells or slope with its numbers.</param>
/// <remarks>
/// That all parts must agree needs no correction for their number: the claim is held wrongly no more often than its weakest
/// part. Source: Berger, 1982, "Multiparameter Hypothesis Testing and Acceptance Sampling", Technometrics 24 (the
/// intersection–union test). That one part is enough to reject it does: with k parts each is rejected at α / k (Bonferroni;
/// Dunn, 1961, "Multiple Comparisons among Means").
/// </remarks>
public sealed record ClaimVerdict(ClaimConfig Claim, ClaimOutcome Outcome, IReadOnlyList<ClaimPart> Parts)
{
    const int MostParts = 6;

    /// <summary><c>holds</c>, <c>does not hold</c> or <c>not decided</c>.</summary>
    public string Word => OutcomeInWords + (IsPreliminary ? " so far" : "");

    /// <summary>Whether runs of the experiment are still to come, so that the numbers may change.</summary>
    public bool IsPreliminary { get; internal init; }

    string OutcomeInWords => Outcome switch
    {
        ClaimOutcome.Holds => "holds",
        ClaimOutcome.DoesNotHold => "does not hold",
        ClaimOutcome.NotDecided => "not decided",
        _ => throw new ArgumentOutOfRangeException(nameof(Outcome)),
    };

    /// <summary>The numbers in a sentence: those that decide first, at most six of them.</summary>
    public string Numbers => NumbersOf(MostParts);

    /// <summary>The numbers of at most so many parts.</summary>
    public string NumbersOf(int most)
    {
        var parts = Parts.OrderBy(part => part.Outcome == Outcome ? 0 : 1).ToArray();
        string rest = parts.Length > most ? $"; and {parts.Length - most} more" : "";
        return string.Join("; ", parts.Take(most).Select(part => part.Text)) + rest + ".";
    }

    /// <summary>The verdict on each claim.</summary>
    internal static IReadOnlyList<ClaimVerdict> Of(
        IReadOnlyList<ClaimConfig>? claims, IReadOnlyList<CellAnalysis> cells, AnalysisConfig thresholds) =>
        [.. (claims ?? []).Select(claim => Of(claim, PartsOf(claim.Condition, cells, thresholds.Significance)))];

    static IReadOnlyList<ClaimPart> PartsOf(ClaimCondition condition, IReadOnlyList<CellAnalysis> cells, double alpha)
    {
        IReadOnlyList<ClaimPart> parts = new ClaimDecision(condition, cells, alpha).Parts();
        if (parts.Count < 2 || parts.All(part => part.Outcome != ClaimOutcome.DoesNotHold)) return parts;

        IReadOnlyList<ClaimPart> strict = new ClaimDecision(condition, cells, alpha / parts.Count).Parts();
        return [.. parts.Zip(strict, (part, stricter) => part.Outcome == ClaimOutcome.DoesNotHold ? stricter : part)];
    }

    static ClaimVerdict Of(ClaimConfig claim, IReadOnlyList<ClaimPart> parts)
    {
        if (parts.Count == 0) parts = [new ClaimPart(ClaimOutcome.NotDecided, "no cell that it names has been run")];
        var outcome = parts.Any(part => part.Outcome == ClaimOutcome.DoesNotHold) ? ClaimOutcome.DoesNotHold
            : parts.All(part => part.Outcome == ClaimOutcome.Holds) ? ClaimOutcome.Holds
            : ClaimOutcome.NotDecided;
        return new ClaimVerdict(claim, outcome, parts);
    }
}
