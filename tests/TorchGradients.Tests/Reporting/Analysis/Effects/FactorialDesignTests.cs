using TorchGradients.Reporting.Analysis.Effects;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Effects;

public sealed class FactorialDesignTests
{
    static readonly int[][] _full = [.. from a in Enumerable.Range(0, 2)
                                        from b in Enumerable.Range(0, 3)
                                        from c in Enumerable.Range(0, 2)
                                        select new[] { a, b, c }];

    [Fact]
    public void In_a_full_grid_a_main_effect_is_the_difference_of_marginal_means()
    {
        var (weights, isAliased) = new FactorialDesign([2, 3, 2], _full).Main(1, value: 2, reference: 0)!.Value;

        Assert.False(isAliased);
        Assert.Equal(_full.Select(cell => cell[1] switch { 2 => 0.25, 0 => -0.25, _ => 0 }), Dense(weights, _full.Length));
    }

    [Fact]
    public void A_grid_that_lacks_one_cell_still_tells_the_truth_of_a_model_with_pairs()
    {
        int[][] cells = [.. _full.Where(cell => !cell.SequenceEqual([1, 2, 1]))];
        var design = new FactorialDesign([2, 3, 2], cells);
        double[] y = [.. cells.Select(Truth)];

        double main = Estimate(design.Main(0, 1, 0)!.Value.Weights, y);
        double atOther = Estimate(design.Simple(0, 1, 0, other: 1, level: 2)!, y);

        Assert.False(design.Main(0, 1, 0)!.Value.IsAliased);
        Assert.Equal(Average(cell => true), main, 1e-9);
        Assert.Equal(Average(cell => cell[1] == 2), atOther, 1e-9);

        // The effect of the first axis, averaged over the cells of the full grid.
        double Average(Func<int[], bool> isWanted) => _full.Where(cell => cell[0] == 1 && isWanted(cell))
            .Average(cell => Truth(cell) - Truth([0, cell[1], cell[2]]));
    }

    [Fact]
    public void In_half_of_a_2_to_the_3_grid_main_effects_are_mixed_up_with_pairs_and_pairs_cannot_be_told()
    {
        // The defining relation I = ABC: every main effect has a two-way interaction as its alias (Box, Hunter and
        // Hunter).
        int[][] half = [.. from a in Enumerable.Range(0, 2) from b in Enumerable.Range(0, 2) select new[] { a, b, a ^ b }];
        var design = new FactorialDesign([2, 2, 2], half);

        var (weights, isAliased) = design.Main(0, 1, 0)!.Value;

        Assert.True(isAliased);
        Assert.Equal(3.0, Estimate(weights, [.. half.Select(cell => 3.0 * cell[0] + 5.0 * cell[1] - cell[2])]), 1e-9);
        Assert.Null(design.Simple(0, 1, 0, other: 1, level: 1));
    }

    [Fact]
    public void Two_axes_that_change_together_cannot_be_told_apart() =>
        Assert.Null(new FactorialDesign([2, 2], [[0, 0], [1, 1]]).Main(0, 1, 0));

    [Fact]
    public void Without_an_interaction_about_5_percent_of_1000_grids_show_a_significant_one()
    {
        // Four cells, five seeds, additive effects and normal noise; binomial(1000, 0.05): 50 ± 7, four of these to
        // either side.
        var random = new Random(2005);
        var design = new FactorialDesign([2, 2], [[0, 0], [0, 1], [1, 0], [1, 1]]);
        double[] weights =
            [.. Dense(design.Simple(0, 1, 0, other: 1, level: 1)!, 4).Zip(Dense(design.Simple(0, 1, 0, other: 1, level: 0)!, 4), (a, b) => a - b)];

        int significant = Enumerable.Range(0, 1000).Count(_ => EffectEstimate.Of(
            [.. Enumerable.Range(0, 5).Select(_ => Estimate(weights, [0, 1, 2, 3], random))], logarithmic: false)!.PValue < 0.05);

        Assert.InRange(significant, 23, 77);

        static double Estimate(double[] weights, double[] truth, Random random) =>
            weights.Zip(truth, (weight, value) => weight * (value + Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
                * Math.Cos(2 * Math.PI * random.NextDouble()))).Sum();
    }

    static double Truth(int[] cell) =>
        1 + 2 * cell[0] + 0.5 * cell[1] * cell[1] - cell[2] + 1.5 * cell[0] * cell[1] - 0.25 * cell[1] * cell[2] + 4 * cell[0] * cell[2];

    [Fact]
    public void In_a_full_grid_an_effect_at_a_value_is_the_difference_of_the_means_there()
    {
        CellWeight[] weights = new FactorialDesign([2, 3, 2], _full).Simple(1, value: 2, reference: 0, other: 0, level: 1)!;

        Assert.Equal(
            _full.Select(cell => (cell[0], cell[1]) switch { (1, 2) => 0.5, (1, 0) => -0.5, _ => 0 }), Dense(weights, _full.Length));
    }

    [Fact]
    public void All_interactions_of_a_full_grid_look_at_four_cells_each_however_many_there_are()
    {
        int[][] cells = [.. from a in Enumerable.Range(0, 100) from b in Enumerable.Range(0, 100) select new[] { a, b }];
        var design = new FactorialDesign([100, 100], cells);

        int most = Enumerable.Range(1, 99).Max(value => Enumerable.Range(1, 99).Max(other =>
            design.Simple(0, value, 0, other: 1, level: 0)!.Length + design.Simple(0, value, 0, other: 1, level: other)!.Length));

        Assert.Equal(4, most);
    }

    static double Estimate(CellWeight[] weights, double[] values) => weights.Sum(one => one.Weight * values[one.Cell]);

    static double[] Dense(CellWeight[] weights, int cells)
    {
        double[] dense = new double[cells];
        foreach (CellWeight one in weights) dense[one.Cell] += one.Weight;
        return dense;
    }
}
