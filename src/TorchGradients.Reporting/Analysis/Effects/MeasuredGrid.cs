using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>A measure in the cells of a grid that have a finite value with every seed.</summary>
/// <param name="Cells">Of each cell the place of its value on each axis.</param>
/// <param name="Values">
/// Per seed the values of these cells; logarithms for a measure that is compared by ratios.
/// </param>
/// <param name="LeftOut">How many cells lack a value that counts.</param>
/// <param name="IsLogarithmic">Whether the values are logarithms.</param>
sealed record MeasuredGrid(IReadOnlyList<int[]> Cells, IReadOnlyList<double[]> Values, int LeftOut, bool IsLogarithmic)
{
    // Of a sum, by the sum of its parts' sizes; least squares leave more than sums do.
    const double Rounding = 1e-12;

    public static MeasuredGrid Of(Measure measure, GridAxis[] axes, IReadOnlyList<CellAnalysis> cells)
    {
        var places = axes.Select(axis => axis.Values.Index().ToDictionary(pair => pair.Item, pair => pair.Index)).ToArray();
        var measured = cells.Select(cell => (Cell: cell, Seeds: Usable(cell[measure.Name]))).ToArray();
        long[] seeds = [.. measured.SelectMany(pair => pair.Seeds.Keys).Distinct().Order()];
        var whole = measured.Where(pair => pair.Seeds.Count == seeds.Length && seeds.Length > 0).ToArray();
        return new MeasuredGrid(
            [.. whole.Select(pair => axes.Select((axis, i) => places[i][pair.Cell.Values[axis.Place]]).ToArray())],
            [.. seeds.Select(seed => whole.Select(pair => pair.Seeds[seed]).ToArray())],
            cells.Count - whole.Length,
            measure.IsLogarithmic);
    }

    /// <summary>The estimate of a contrast with those weights; null without weights.</summary>
    public EffectEstimate? Estimate(IReadOnlyList<CellWeight>? weights) => weights is null ? null : EffectEstimate.Of(
        [.. Values.Select(values => Contrast(values, weights))], IsLogarithmic);

    // What rounding leaves of nothing would have a spread between the seeds, and be told from none.
    static double Contrast(double[] values, IReadOnlyList<CellWeight> weights)
    {
        double sum = 0, size = 0;
        foreach (var (cell, weight) in weights)
        {
            sum += values[cell] * weight;
            size += Math.Abs(values[cell] * weight);
        }

        return Math.Abs(sum) <= Rounding * size ? 0 : sum;
    }

    static Dictionary<long, double> Usable(CellMeasure measured) => measured.Seeds
        .Where(seed => seed.Value is { } value && (!measured.Measure.IsLogarithmic || value > 0))
        .ToDictionary(seed => seed.Seed, seed => measured.Measure.IsLogarithmic ? Math.Log(seed.Value!.Value) : seed.Value!.Value);
}
