namespace TorchGradients.Reporting.Analysis.Predictions;

/// <summary>What measurement and theory have to say to each other, in sentences.</summary>
public static class TheoryFindings
{
    const int Shown = 3;

    /// <summary>How measured ÷ predicted is to be read, and by which rule the two agree.</summary>
    public const string Reading =
        "Theory is that of wide layers (mean field) at initialisation. Measured ÷ predicted is the geometric mean over the seeds with its "
        + "95 % interval, of a single seed with the scatter that finite width brings. Both agree where it lies within what finite width "
        + "explains: between no shift and the typical network's, with the 95 % scatter of so many seeds and 1.5 % for theory itself (Hanin "
        + "and Nica, 2020; Roberts, Yaida and Hanin, 2022). Where that scatter is not known (batch norm, group norm, norms behind the "
        + "activation, skips with one of them) the seeds' own interval decides: theory disagrees where it lies beside 1, and agrees where it "
        + "holds 1 and spans at most a factor of 1.2. Under batch norm theory takes the batch's samples as uncorrelated and the network as "
        + "deep: on real images and in few layers such a difference is the prediction's, and says nothing against the network. "
        + "Skips without a normalisation are not judged: theory leaves out what comes back through the length "
        + "of the activations, which at finite width can be the larger part.";

    /// <summary>In a sentence or two how many cells agree, which do not, and which have no prediction.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<TheoryComparison> comparisons)
    {
        TheoryComparison[] judged = [.. comparisons.Where(one => one.Agrees is not null)];
        TheoryComparison[] beyond = [.. judged.Where(one => one is { Agrees: false, Expected: not null })];
        TheoryComparison[] beyondSeeds = [.. judged.Where(one => one is { Agrees: false, Expected: null })];
        var sentences = new List<string>();
        if (judged.Length > 0 && beyond.Length + beyondSeeds.Length == 0)
        {
            sentences.Add($"Theory: in {All(judged.Length)} the decay of the error term before training is what wide-network theory "
                + $"predicts, as far as {Tellers(judged)}.");
        }

        if (beyond.Length > 0) sentences.Add(Beyond(beyond, judged.Length, "finite width explains"));
        if (beyondSeeds.Length > 0)
        {
            sentences.Add(Beyond(beyondSeeds, judged.Length, "the seeds scatter (what finite width explains is not known there)"));
        }

        TheoryComparison[] unjudged = [.. comparisons.Where(one => one is { Ratio: not null, Agrees: null, IsOutOfReach: false })];
        if (unjudged.Length > 0)
        {
            sentences.Add($"Theory: in {Cells(unjudged.Length)} the scatter of finite width is not known, and the seeds are too few or too far apart to tell it; measured ÷ predicted is "
                + List(unjudged.Select(one => $"{Ratio(one)} ({one.Cell.Title})")) + ".");
        }

        TheoryComparison[] beyondReach = [.. comparisons.Where(one => one is { Ratio: not null, IsOutOfReach: true })];
        if (beyondReach.Length > 0)
        {
            sentences.Add($"Theory: {Cells(beyondReach.Length)} {(beyondReach.Length == 1 ? "is" : "are")} not judged, since skips without a normalisation "
                + $"are out of its reach; measured ÷ predicted is {List(beyondReach.Select(one => $"{Ratio(one)} ({one.Cell.Title})"))}.");
        }

        foreach (var group in comparisons.Where(one => one.Ratio is null).GroupBy(one => one.Reason))
        {
            sentences.Add($"Theory: nothing to compare in {Cells(group.Count())} ({List(group.Select(one => one.Cell.Title))}): {group.Key}");
        }

        return sentences;
    }

    /// <summary>For example <c>1.01 (0.98–1.04)</c>; a dash without one.</summary>
    public static string Ratio(TheoryComparison one) => one.Ratio is not { } ratio ? "–"
        : one is { Low: { } low, High: { } high } ? $"{ShortNumber.Of(ratio, 3)} ({ShortNumber.Of(low, 3)}–{ShortNumber.Of(high, 3)})"
        : ShortNumber.Of(ratio, 3);

    static string Beyond(TheoryComparison[] beyond, int judged, string explained) =>
        $"Theory: in {beyond.Length} of {Cells(judged)} the decay before training differs from the predicted one by more than {explained}: "
            + List(beyond.Select(one => $"{one.Cell.Title}, measured ÷ predicted {Ratio(one)}")) + ".";

    static string Tellers(TheoryComparison[] judged) =>
        judged.All(one => one.Expected is not null) ? "finite width tells"
        : judged.All(one => one.Expected is null) ? "the seeds' scatter tells"
        : "finite width, or where that is not known the seeds' scatter, tells";

    static string List(IEnumerable<string> all)
    {
        string[] texts = [.. all];
        return string.Join("; ", texts.Take(Shown)) + (texts.Length > Shown ? $"; and {texts.Length - Shown} more" : "");
    }

    static string All(int count) => count == 1 ? "the one cell" : $"all {count} cells";

    static string Cells(int count) => FormattableString.Invariant($"{count} {(count == 1 ? "cell" : "cells")}");
}
