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
    /// <summary>What depends on what: the interactions that are told from none after Holm's correction, a sentence each.</summary>
    /// <param name="level">The level of significance.</param>
    public IReadOnlyList<string> Dependencies(double level) =>
        [.. Interactions.Where(pair => pair.HolmPValue < level).Select(pair => pair.Text)];

    /// <summary>The effects on every main measure but times: what seeds take on one machine is no sample to hold an effect against.</summary>
    /// <param name="cells">The cells, with their measures.</param>
    /// <param name="baseline">Reference values by the axis' name; another axis' reference is its first value.</param>
    public static GridEffects Of(IReadOnlyList<CellAnalysis> cells, IReadOnlyDictionary<string, string> baseline)
    {
        var effects = new GridEffects([], [], []);
        GridAxis[] axes = cells.Count == 0 ? [] : GridAxis.Of(cells, baseline);
        if (axes.Length < 2) return effects;

        MeasuredEffects[] found = [.. Measure.All.Where(measure => measure is { IsMain: true, IsTime: false }).Select(measure => Of(measure, axes, cells))];
        return new GridEffects(
            [.. found.SelectMany(one => one.Mains)],
            [.. found.SelectMany(one => one.Interactions)],
            EffectGap.Sentences([.. found.Select(one => one.Gap).OfType<EffectGap>()]));
    }

    static MeasuredEffects Of(Measure measure, GridAxis[] axes, IReadOnlyList<CellAnalysis> cells)
    {
        var grid = MeasuredGrid.Of(measure, axes, cells);
        if (grid.Cells.Count == 0) return new MeasuredEffects([], [], null);

        var design = new FactorialDesign([.. axes.Select(axis => axis.Values.Count)], grid.Cells);
        if (!design.IsSolvable)
        {
            return new MeasuredEffects([], [], new EffectGap(measure, GapKind.AllLeftOut, grid.LeftOut, cells.Count));
        }

        MainEffect[] mains = [.. MainsOf(measure, axes, design, grid)];
        Interaction[] interactions = [.. InteractionsOf(measure, axes, design, grid)];
        GapKind? gap = mains.Any(main => main.IsAliased) ? GapKind.MainsAliased
            : mains.Any(main => main.Estimate is null) || interactions.Any(pair => pair.Estimate is null) ? GapKind.SomeLeftOut
            : null;
        return new MeasuredEffects(
            WithHolm(mains), WithHolm(interactions), gap is { } kind ? new EffectGap(measure, kind, grid.LeftOut, cells.Count) : null);
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
        let atReference = design.Simple(first, value, axes[first].Reference, second, axes[second].Reference)
        let estimateAtReference = grid.Estimate(atReference)
        from other in axes[second].Others
        let atValue = design.Simple(first, value, axes[first].Reference, second, other)
        select new Interaction(
            axes[first].Name, axes[first].Values[value], axes[first].ReferenceValue,
            axes[second].Name, axes[second].Values[other], axes[second].ReferenceValue, measure.Name,
            estimateAtReference, grid.Estimate(atValue), grid.Estimate(Difference(atValue, atReference)), null);

    static CellWeight[]? Difference(CellWeight[]? weights, CellWeight[]? less) =>
        weights is null || less is null ? null : [.. weights, .. less.Select(one => one with { Weight = -one.Weight })];

    static IReadOnlyList<MainEffect> WithHolm(MainEffect[] effects) =>
        [.. effects.Zip(HolmCorrection.Of([.. effects.Select(effect => effect.Estimate?.PValue)]),
            (effect, p) => effect with { HolmPValue = p })];

    static IReadOnlyList<Interaction> WithHolm(Interaction[] effects) =>
        [.. effects.Zip(HolmCorrection.Of([.. effects.Select(effect => effect.Estimate?.PValue)]),
            (effect, p) => effect with { HolmPValue = p })];

    sealed record MeasuredEffects(IReadOnlyList<MainEffect> Mains, IReadOnlyList<Interaction> Interactions, EffectGap? Gap);
}
