using System.Globalization;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis.Comparisons;

/// <summary>
/// Which values of the nuisance axes count for a cell: those that did best on the held-back data, never on the test
/// part.
/// </summary>
/// <param name="Axes">The nuisance axes.</param>
/// <param name="Chosen">The values that count.</param>
/// <param name="Candidates">All that were tried, the chosen one among them.</param>
/// <param name="AtEdge">
/// The axes whose chosen number is the smallest or the largest that was tried: a better one may lie beyond.
/// </param>
/// <remarks>
/// Fewest diverged runs; among equals the highest mean validation accuracy, then the lowest mean validation loss (one that is not
/// finite is the worst), then the first. Candidates with fewer finished runs than another do not compete. Source of roles, choice and edges:
/// Godbole,
/// Dahl, Gilmer, Shallue and Nado, 2023, "Deep Learning Tuning Playbook".
/// </remarks>
public sealed record TuningChoice(
    IReadOnlyList<ArchivedAxis> Axes, TuningCandidate Chosen, IReadOnlyList<TuningCandidate> Candidates,
    IReadOnlyList<ArchivedAxis> AtEdge)
{
    /// <summary>For example <c>learningRate 0.1, momentum 0.9</c>.</summary>
    public string Title => string.Join(", ", Axes.Zip(Chosen.Values, (axis, value) => $"{axis.Name} {value}"));

    /// <summary>The choice; null where nothing was held back.</summary>
    public static TuningChoice? Of(IReadOnlyList<ArchivedAxis> axes, IReadOnlyList<TuningCandidate> candidates)
    {
        int most = candidates.Max(candidate => candidate.Runs.Count);
        TuningCandidate? best = candidates
            .Where(candidate => candidate.Runs.Count == most && (candidate.Accuracy ?? candidate.Loss) is not null)
            .OrderBy(candidate => candidate.Diverged)
            .ThenByDescending(candidate => candidate.Accuracy is { } accuracy && double.IsFinite(accuracy) ? accuracy : -1)
            .ThenBy(candidate => candidate.Loss is { } loss && double.IsFinite(loss) ? loss : double.PositiveInfinity)
            .FirstOrDefault();
        return best is null ? null : new TuningChoice(
            axes, best, candidates,
            [.. axes.Where((_, place) => IsAtEdge(best.Values[place], [.. candidates.Select(candidate => candidate.Values[place])]))]);
    }

    /// <summary>Whether a candidate is the chosen one, and that runs of it diverged, for which one that looks better may not be chosen.</summary>
    internal string Remark(TuningCandidate candidate) => string.Join(", ",
    [
        .. ReferenceEquals(candidate, Chosen) ? ["chosen"] : (string[])[],
        .. candidate.Diverged > 0 ? [FormattableString.Invariant($"{candidate.Diverged} of {candidate.Runs.Count} runs diverged")] : (string[])[],
    ]);

    static bool IsAtEdge(string chosen, string[] tried)
    {
        double?[] numbers = [.. tried.Distinct().Select(Number)];
        return numbers.Length > 1 && numbers.All(number => number is not null)
            && (Number(chosen) == numbers.Min() || Number(chosen) == numbers.Max());
    }

    static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
