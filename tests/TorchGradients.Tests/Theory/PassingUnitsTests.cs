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

    // E ln χ²_n = ψ(n / 2) + ln 2.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Where_all_units_pass_its_mean_is_that_of_chi_squared(int units) =>
        Assert.Equal(SpecialFunctions.DiGamma(units / 2.0) + Math.Log(2.0 / units), PassingUnits.LogarithmMean(units, 1), 1e-12);

    // The mean is minus half the variance to first order, E ln(1 + x) = -Var(x) / 2 where E x = 0.
    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(1, 2)]
    public void The_mean_of_wide_layers_has_the_first_order(double share, double numerator) =>
        Assert.Equal(1, PassingUnits.LogarithmMean(4_000, share) * 4_000 * -2 / numerator, 2e-3);

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
        Assert.Equal(mean + Math.Log(2), PassingUnits.LogarithmMean(2, 0.5), 1e-12);
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

    // docs/theory.md prints these.
    [Theory]
    [InlineData(16, 1.68)]
    [InlineData(32, 1.42)]
    [InlineData(64, 1.33)]
    [InlineData(128, 1.29)]
    public void A_relu_layer_of_few_units_adds_more_than_five_quarters_of_one_over_n(int units, double numerator) =>
        Assert.Equal(numerator, PassingUnits.LogarithmVariance(units, 0.5) * units / 4, 0.005);

    [Fact]
    public void Along_the_sum_of_one_over_n_relu_networks_of_16_to_128_units_have_a_slope_of_1_63()
    {
        (double Sum, double Variance)[] networks =
        [
            .. from depth in new[] { 5, 10, 40 }
               from width in new[] { 16, 32, 128 }
               let model = new ModelConfig { Depth = depth, Width = width, Activation = new("relu"), Initialization = new("he-normal") }
               select ((double)depth / width, NetworkTheory.FirstToLastVarianceOf(model)!.Value),
        ];
        double sum = networks.Average(network => network.Sum), variance = networks.Average(network => network.Variance);

        double slope = networks.Sum(network => (network.Sum - sum) * (network.Variance - variance))
            / networks.Sum(network => (network.Sum - sum) * (network.Sum - sum));

        Assert.Equal(1.63, slope, 0.005);
    }

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
