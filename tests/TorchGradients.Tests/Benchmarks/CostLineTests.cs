using CsCheck;
using TorchGradients.Benchmarks.Results;
using Xunit;

namespace TorchGradients.Tests.Benchmarks;

/// <summary>What the benchmarks make of their timings.</summary>
public sealed class CostLineTests
{
    static readonly double[] s_sizes = [5, 10, 20, 40, 80];

    [Fact]
    public void A_line_is_found_again_whatever_its_fixed_and_marginal_cost() => Gen.Select(Gen.Double[0, 10], Gen.Double[0.001, 10]).Sample((least, each) =>
    {
        CostLine line = CostLine.Through([.. s_sizes.Select(size => (size, least + each * size))]);

        Assert.Equal(least, line.Fixed, 1e-6 * (1 + least + each));
        Assert.Equal(each, line.Marginal, 1e-6 * each + 1e-9 * least);
    });

    [Fact]
    public void No_line_nearby_has_smaller_relative_errors()
    {
        (double Size, double Time)[] points = [(5, 1.4), (10, 2.1), (20, 2.9), (40, 6.4), (80, 11.5)];
        CostLine line = CostLine.Through(points);

        foreach ((double least, double each) in new[] { (1e-4, 0.0), (-1e-4, 0.0), (0.0, 1e-5), (0.0, -1e-5) })
        {
            Assert.True(Errors(line) < Errors(new CostLine(line.Fixed + least, line.Marginal + each)));
        }

        double Errors(CostLine of) => points.Sum(point => Math.Pow((of.Fixed + of.Marginal * point.Size) / point.Time - 1, 2));
    }

    [Fact]
    public void A_deviation_is_that_of_the_marginal_cost_alone_unless_most_of_the_time_is_the_fixed_one()
    {
        var line = new CostLine(Fixed: 2, Marginal: 0.1);

        Assert.Equal(0, line.DeviationPercent(40, 6), 1e-9);
        Assert.Equal(25, line.DeviationPercent(40, 7), 1e-9);
        Assert.Equal(10, line.DeviationPercent(40, 5.6), 1e-9);
        Assert.Equal(100 * 0.9 / 3.9, line.DeviationPercent(10, 3.9), 1e-9);   // beside 3 of the line, 2 of them fixed
        Assert.Equal(100 * 0.5 / 2.5, line.DeviationPercent(10, 2.5), 1e-9);
    }

    [Theory]
    [InlineData(2, 3.0, 1.0, 2.0)]
    [InlineData(2.5, 4.0, 1.0, 3.0, 2.0)]
    [InlineData(7, 7.0)]
    public void The_median_is_the_middle_sample_or_the_mean_of_two(double expected, params double[] samples) =>
        Assert.Equal(expected, new Side("", samples, "s").Median);

    [Fact]
    public void A_target_says_on_which_side_of_its_bound_it_holds()
    {
        Assert.Equal((true, true, false), (Target.AtMost(1.25).Holds(1), Target.AtMost(1.25).Holds(1.25), Target.AtMost(1.25).Holds(1.26)));
        Assert.Equal((false, true, true), (Target.AtLeast(3).Holds(2.9), Target.AtLeast(3).Holds(3), Target.AtLeast(3).Holds(4)));
        Assert.False(Target.AtMostPercent(10).Holds(double.NaN));
        Assert.False(Target.AtLeastPercent(10).Holds(double.NaN));
        Assert.Equal("≥ 2.5 ×, better 3", Target.AtLeast(2.5, better: 3).ToString());
        Assert.Equal("≤ 10 %", Target.AtMostPercent(10).ToString());
        Assert.Equal("≤ 10 s", Target.AtMostSeconds(10).ToString());
        Assert.Equal("7.25 s", Target.AtMostSeconds(10).Show(7.25));
        Assert.Equal((true, false), (Target.AtMostSeconds(10).Holds(10), Target.AtMostSeconds(10).Holds(10.1)));
        Assert.Equal(("1.33 ×", "not known"), (Target.AtMost(1).Show(4.0 / 3), Target.AtMost(1).Show(double.NaN)));
    }
}
