using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>What could not be estimated of the effects on a measure, and why.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Kind">What is missing.</param>
/// <param name="LeftOut">How many cells lack a value that counts with some seed.</param>
/// <param name="Cells">How many cells there are.</param>
sealed record EffectGap(Measure Measure, GapKind Kind, int LeftOut, int Cells)
{
    /// <summary>The gaps in words, a sentence for all measures that have the same.</summary>
    public static IReadOnlyList<string> Sentences(IReadOnlyList<EffectGap> gaps) =>
    [
        .. gaps.GroupBy(gap => (gap.Kind, gap.Why))
            .Select(group => $"Effects on {Joined([.. group.Select(gap => $"the {gap.Measure.Title}")])} {What(group.Key.Kind)}: {group.Key.Why}."),
    ];

    // Of a measure that is compared by ratios a 0 has no logarithm.
    string Why => LeftOut == 0 ? "the grid lacks cells that would tell them apart"
        : $"in {LeftOut} of {Cells} cells a seed's value is {(Measure.IsLogarithmic ? "missing, 0 or not finite" : "missing or not finite")}";

    static string What(GapKind kind) => kind switch
    {
        GapKind.SomeLeftOut => "are not all estimated",
        GapKind.MainsAliased => "are not all estimated, and the main ones hold only if there are no interactions",
        GapKind.AllLeftOut => "are left out, as the grid has gaps and is too large",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    static string Joined(string[] titles) =>
        titles.Length == 1 ? titles[0] : $"{string.Join(", ", titles[..^1])} and {titles[^1]}";
}
