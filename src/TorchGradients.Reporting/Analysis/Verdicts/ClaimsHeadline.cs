using TorchGradients.Reporting.Analysis.Claims;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>The headline of an experiment in which nothing is held against a baseline: how many of its claims hold, and which not.</summary>
static class ClaimsHeadline
{
    const int MostQuoted = 2;

    /// <summary>The headline of at least one claim; of a single one with its numbers.</summary>
    public static Headline Of(IReadOnlyList<ClaimVerdict> claims)
    {
        int held = Count(ClaimOutcome.Holds), failed = Count(ClaimOutcome.DoesNotHold), open = Count(ClaimOutcome.NotDecided);
        if (claims is [var only])
        {
            return About($"“{only.Claim.Claim}” {(open == 1 ? "is " : "")}{only.Word}.", only.Numbers);
        }

        string first = held == claims.Count ? held == 2 ? "Both claims hold." : $"All {held} claims hold."
            : $"{held} of {claims.Count} claims {(held == 1 ? "holds" : "hold")}"
                + $"{Rest(failed, "does not", "do not")}{Rest(open, "is not decided", "are not decided")}.";
        if (claims.Any(claim => claim.IsPreliminary)) first = $"So far {char.ToLowerInvariant(first[0])}{first[1..]}";
        string[] groups =
        [
            .. claims.GroupBy(claim => claim.Outcome).OrderBy(group => Order(group.Key)).Select(group => Quoted(group.First().Word, [.. group])),
        ];
        string second = string.Join("; ", groups);
        return About(first, string.Concat(second[..1].ToUpperInvariant(), second.AsSpan(1), "."));

        int Count(ClaimOutcome outcome) => claims.Count(claim => claim.Outcome == outcome);
    }

    static Headline About(string first, string second) => new(first, second) { Subject = HeadlineSubject.Claims };

    static string Rest(int count, string one, string many) => count == 0 ? "" : $", {count} {(count == 1 ? one : many)}";

    // What does not hold is news.
    static int Order(ClaimOutcome outcome) => outcome switch
    {
        ClaimOutcome.DoesNotHold => 0,
        ClaimOutcome.NotDecided => 1,
        _ => 2,
    };

    static string Quoted(string word, ClaimVerdict[] claims) =>
        $"{word}: {string.Join(", ", claims.Take(MostQuoted).Select(claim => $"“{claim.Claim.Claim}”"))}"
        + (claims.Length > MostQuoted ? $" and {claims.Length - MostQuoted} more" : "");
}
