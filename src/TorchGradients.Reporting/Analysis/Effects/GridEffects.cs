using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>
/// Main effects and two-way interactions of a grid of at least two axes, each estimated within every seed and tested
/// over the seeds.
/// </summary>
/// <param name="Mains">The main effects; none for a grid of fewer than two axes with several values.</param>
/// <param name="Interactions">The interactions.</param>
/// <param name="Gaps">What could not be estimated, and why, a sentence each.</param>
/// <remarks>
/// A seed's contrast is free of what all cells of a seed share; over the seeds it has a mean, a t interval and a test,
/// as the
/// paired comparisons have. Cells that lack a finite value with some seed are left out; the grid is then a fraction.
/// </remarks>
public sealed record GridEffects(
    IReadOnlyList<MainEffect> Mains, IReadOnlyList<Interaction> Interactions, IReadOnlyList<string> Gaps)
{
    /// <summary>The effects on every measure.</summary>
    /// <param name="cells">The cells, with their measures.</param>
    /// <param name="baseline">Reference values by the axis' name; another axis' reference is its first value.</param>
    public static GridEffects Of(IReadOnlyList<CellAnalysis> cells, IReadOnlyDictionary<string, string> baseline)
    {
        var effects = new GridEffects([], [], []);
        GridAxis[] axes = cells.Count == 0 ? [] : GridAxis.Of(cells, baseline);
        if (axes.Length < 2) return effects;

        GridEffects[] found = [.. Measure.All.Select(measure => Of(measure, axes, cells))];
        return new GridEffects(
            [.. found.SelectMany(one => one.Mains)],
            [.. found.SelectMany(one => one.Interactions)],
            [.. found.SelectMany(one => one.Gaps)]);
    }

    static GridEffects Of(Measure measure, GridAxis[] axes, IReadOnlyList<CellAnalysis> cells)
    {
        var grid = MeasuredGrid.Of(measure, axes, cells);
        if (grid.Cells.Count == 0) return new GridEffects([], [], []);

        var design = new FactorialDesign([.. axes.Select(axis => axis.Values.Count)], grid.Cells);
        string left = grid.LeftOut == 0 ? "" : $" ({grid.LeftOut} of {cells.Count} cells lack a finite value with some seed)";
        if (!design.IsSolvable)
        {
            return new GridEffects([], [], [$"Effects on {measure.Title} are left out: the grid has gaps and is too large{left}."]);
        }

        MainEffect[] mains = [.. MainsOf(measure, axes, design, grid)];
        Interaction[] interactions = [.. InteractionsOf(measure, axes, design, grid)];
        List<string> gaps = [];
        if (mains.Any(main => main.IsAliased))
        {
            gaps.Add($"Main effects on {measure.Title} are mixed up with interactions: the grid is a fraction{left}.");
        }

        int unknown = mains.Count(main => main.Estimate is null) + interactions.Count(pair => pair.Estimate is null);
        if (unknown > 0)
        {
            gaps.Add($"{unknown} of {mains.Length + interactions.Length} effects on {measure.Title} cannot be estimated: "
                + $"the grid lacks the cells that would tell them apart{left}.");
        }

        return new GridEffects(WithHolm(mains), WithHolm(interactions), gaps);
    }

    static IEnumerable<MainEffect> MainsOf(Measure measure, GridAxis[] axes, FactorialDesign design, MeasuredGrid grid) =>
        from place in Enumerable.Range(0, axes.Length)
        from value in axes[place].Others
        let weights = design.Main(place, value, axes[place].Reference)
        select new MainEffect(
            axes[place].Name, axes[place].Values[value], axes[place].ReferenceValue, measure.Name,
            grid.Estimate(weights?.Weights), null, weights?.IsAliased ?? false);

    static IEnumerable<Interaction> InteractionsOf(
        Measure measure, GridAxis[] axes, FactorialDesign design, MeasuredGrid grid) =>
        from first in Enumerable.Range(0, axes.Length)
        from second in Enumerable.Range(first + 1, axes.Length - first - 1)
        from value in axes[first].Others
        from other in axes[second].Others
        let atReference = design.Simple(first, value, axes[first].Reference, second, axes[second].Reference)
        let atValue = design.Simple(first, value, axes[first].Reference, second, other)
        select new Interaction(
            axes[first].Name, axes[first].Values[value], axes[first].ReferenceValue,
            axes[second].Name, axes[second].Values[other], axes[second].ReferenceValue, measure.Name,
            grid.Estimate(atReference), grid.Estimate(atValue),
            grid.Estimate(atReference is null || atValue is null ? null : [.. atValue.Zip(atReference, (a, b) => a - b)]), null);

    static IReadOnlyList<MainEffect> WithHolm(MainEffect[] effects) =>
        [.. effects.Zip(HolmCorrection.Of([.. effects.Select(effect => effect.Estimate?.PValue)]),
            (effect, p) => effect with { HolmPValue = p })];

    static IReadOnlyList<Interaction> WithHolm(Interaction[] effects) =>
        [.. effects.Zip(HolmCorrection.Of([.. effects.Select(effect => effect.Estimate?.PValue)]),
            (effect, p) => effect with { HolmPValue = p })];
}
