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
/// intersection–union test).
/// </remarks>
public sealed record ClaimVerdict(ClaimConfig Claim, ClaimOutcome Outcome, IReadOnlyList<ClaimPart> Parts)
{
    const int MostParts = 6;

    /// <summary><c>holds</c>, <c>does not hold</c> or <c>not decided</c>.</summary>
    public string Word => Outcome switch
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
        [.. (claims ?? []).Select(claim => Of(claim, new ClaimDecision(claim.Condition, cells, thresholds.Significance).Parts()))];

    static ClaimVerdict Of(ClaimConfig claim, IReadOnlyList<ClaimPart> parts)
    {
        if (parts.Count == 0) parts = [new ClaimPart(ClaimOutcome.NotDecided, "no cell that it names has been run")];
        var outcome = parts.Any(part => part.Outcome == ClaimOutcome.DoesNotHold) ? ClaimOutcome.DoesNotHold
            : parts.All(part => part.Outcome == ClaimOutcome.Holds) ? ClaimOutcome.Holds
            : ClaimOutcome.NotDecided;
        return new ClaimVerdict(claim, outcome, parts);
    }
}
