using MathNet.Numerics;
using TorchGradients.Configuration;
using TorchGradients.Theory;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>
/// The variance of a finite layer's logarithm against closed forms, its first order, and whole networks that a plain loop draws.
/// </summary>
public sealed class PassingUnitsTests
{
    // Var ln χ²_n = ψ₁(n / 2), by the series Σ 1 / (n / 2 + i)², whose rest after N terms is about 1 / (n / 2 + N − 1/2).
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Where_all_units_pass_it_is_that_of_chi_squared(int units)
    {
        const int Terms = 200_000;
        double series = Enumerable.Range(0, Terms).Sum(i => Math.Pow(units / 2.0 + i, -2)) + 1 / (units / 2.0 + Terms - 0.5);

        Assert.Equal(series, PassingUnits.LogarithmVariance(units, 1), 1e-9);
    }

    // One of two units: χ²_1 with probability 2/3, χ²_2 with 1/3, given that one passes.
    [Fact]
    public void Two_units_are_worked_out_by_hand()
    {
        double one = SpecialFunctions.DiGamma(0.5);
        double both = SpecialFunctions.DiGamma(1);
        double mean = (2 * one + both) / 3;
        double expected = (2 * (Math.PI * Math.PI / 2 + (one - mean) * (one - mean))
            + Math.PI * Math.PI / 6 + (both - mean) * (both - mean)) / 3;

        Assert.Equal(expected, PassingUnits.LogarithmVariance(2, 0.5), 1e-12);
    }

    [Theory]
    [InlineData(0.5, 5)]   // relu: 5 / n, Hanin and Nica, 2020, theorem 1
    [InlineData(1, 2)]     // linear
    [InlineData(0.25, 11)]   // 3 / p − 1
    public void Wide_layers_have_the_first_order(double share, double numerator)
    {
        double[] excess = [.. new[] { 1_000, 2_000, 4_000 }.Select(n => PassingUnits.LogarithmVariance(n, share) * n / numerator - 1)];

        Assert.InRange(excess[2], 0, 0.005);
        Assert.InRange(excess[0] / excess[1], 1.9, 2.1);   // what is left is of second order
        Assert.InRange(excess[1] / excess[2], 1.9, 2.1);
    }

    // Weights, masks and error terms drawn and multiplied one by one, through the forward pass of each network.
    [Theory]
    [InlineData("relu", 4, 16)]
    [InlineData("relu", 7, 12)]
    [InlineData("identity", 5, 10)]
    public void Whole_networks_scatter_as_predicted_at_any_width(string activation, int depth, int width)
    {
        const int Networks = 6_000;
        double predicted = NetworkTheory.FirstToLastVarianceOf(new ModelConfig
        {
            Depth = depth,
            Width = width,
            Activation = new(activation),
            Initialization = new("he-normal"),
        })!.Value;
        var random = new Random(7);
        double[] logarithms =
        [
            .. Enumerable.Range(0, Networks).Select(_ => Draw(random, activation == "relu", depth, width)).Where(double.IsFinite),
        ];
        double mean = logarithms.Average();
        double variance = logarithms.Average(value => (value - mean) * (value - mean));
        double fourth = logarithms.Average(value => Math.Pow(value - mean, 4)) / (variance * variance);

        Assert.InRange(variance / predicted, 1 - 3.5 * Math.Sqrt((fourth - 1) / Networks), 1 + 3.5 * Math.Sqrt((fourth - 1) / Networks));
    }

    // First order alone would be off by more than the networks' noise.
    [Fact]
    public void The_exact_variance_is_above_the_first_order_at_few_units() =>
        Assert.InRange(PassingUnits.LogarithmVariance(16, 0.5) * 16 / 5, 1.3, 1.4);

    static double Draw(Random random, bool isRelu, int depth, int width)
    {
        var weights = new double[depth][,];
        var passes = new bool[depth][];
        double[] a = Normals(random, width);
        for (int l = 0; l < depth; l++)
        {
            weights[l] = new double[width, width];
            passes[l] = new bool[width];
            var next = new double[width];
            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < width; j++) next[i] += a[j] * (weights[l][i, j] = Normal(random) * Math.Sqrt(2.0 / width));
                passes[l][i] = !isRelu || next[i] > 0;
                if (!passes[l][i]) next[i] = 0;
            }

            a = next;
        }

        double[] delta = Masked(Normals(random, width), passes[^1]);
        double last = Length(delta);
        for (int l = depth - 1; l > 0; l--)
        {
            var before = new double[width];
            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < width; j++) before[j] += weights[l][i, j] * delta[i];
            }

            delta = Masked(before, passes[l - 1]);
        }

        return Math.Log(Length(delta) / last);
    }

    static double[] Masked(double[] values, bool[] passes) => [.. values.Zip(passes, (value, isPassed) => isPassed ? value : 0)];

    static double Length(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    static double[] Normals(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Normal(random))];

    static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
