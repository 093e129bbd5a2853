using TorchGradients.Reporting.Analysis.Statistics;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Statistics;

public sealed class PairedDifferenceTests
{
    // Student, 1908, "The Probable Error of a Mean", section VIII: additional hours of sleep by two drugs, ten
    // patients.
    static readonly double[] _first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    static readonly double[] _second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void Agrees_with_the_published_analysis_of_Students_sleep_data()
    {
        // R 4.3, t.test(extra ~ group, data = sleep, paired = TRUE).
        var difference = PairedDifference.Of([.. _first.Zip(_second, (a, b) => a - b)])!;

        Assert.Equal(-4.0621, difference.T!.Value, 1e-4);
        Assert.Equal(0.002833, difference.PValue!.Value, 1e-6);
        Assert.Equal(-1.58, difference.Mean.Mean, 1e-12);
        Assert.Equal(-2.4598858, difference.Mean.Low!.Value, 1e-7);
        Assert.Equal(-0.7001142, difference.Mean.High!.Value, 1e-7);
    }

    // Two-sided points of Student's t, as printed in every table.
    [Theory]
    [InlineData(1, 12.706, 0.05)]
    [InlineData(2, 4.303, 0.05)]
    [InlineData(4, 4.604, 0.01)]
    [InlineData(9, 2.262, 0.05)]
    [InlineData(29, 2.756, 0.01)]
    public void P_values_agree_with_the_table_of_t(int degrees, double t, double expected)
    {
        // n values around m with the sample standard deviation 1, and t = m √n.
        int n = degrees + 1;
        double m = t / Math.Sqrt(n);
        double[] noise = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        double mean = noise.Average();
        double deviation = Math.Sqrt(noise.Sum(value => (value - mean) * (value - mean)) / (n - 1));

        var difference = PairedDifference.Of([.. noise.Select(value => m + (value - mean) / deviation)])!;

        Assert.Equal(expected, difference.PValue!.Value, 1e-4 * 0.5); // the table's t has four digits
    }

    [Fact]
    public void One_pair_has_neither_interval_nor_p_value()
    {
        var difference = PairedDifference.Of([0.5])!;

        Assert.Equal((0.5, (double?)null, (double?)null, 1), (difference.Mean.Mean, difference.Mean.Low, difference.PValue, difference.Mean.Count));
        Assert.Null(PairedDifference.Of([]));
    }

    [Fact]
    public void Differences_without_spread_have_no_p_value_unless_nothing_differs()
    {
        Assert.Equal(1, PairedDifference.Of([0.0, 0.0, 0.0])!.PValue);
        Assert.Null(PairedDifference.Of([0.1, 0.1, 0.1])!.PValue);
        Assert.Null(PairedDifference.Of([0.3 - 0.2, 0.1, 0.4 - 0.3])!.PValue); // the same but for rounding
    }

    [Fact]
    public void Of_1000_comparisons_without_a_difference_about_5_percent_are_significant()
    {
        // Binomial(1000, 0.05): 50 ± 7; the bounds are four standard deviations wide, and the seed is fixed.
        var random = new Random(1908);
        int significant = Enumerable.Range(0, 1000).Count(_ => PairedDifference.Of(Draw(random, 5))!.PValue < 0.05);

        Assert.InRange(significant, 23, 77);
    }

    [Fact]
    public void Of_1000_intervals_about_950_hold_the_truth()
    {
        var random = new Random(1937);
        int held = Enumerable.Range(0, 1000).Select(_ => PairedDifference.Of(Draw(random, 4))!.Mean)
            .Count(mean => mean.Low <= 0 && 0 <= mean.High);

        Assert.InRange(held, 923, 977);
    }

    /// <summary>Normal numbers around 0, by Box and Muller.</summary>
    static double[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
}
