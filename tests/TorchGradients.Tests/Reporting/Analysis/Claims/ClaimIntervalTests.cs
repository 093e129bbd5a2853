using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Claims;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Statistics;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Claims;

public sealed class ClaimIntervalTests
{
    static readonly double[] s_values = [1, 2, 4, 8, 9];

    [Fact]
    public void Of_a_mean_is_that_of_the_reports_at_95_percent()
    {
        MeanInterval expected = MeanInterval.Of(s_values)!;
        ClaimInterval interval = ClaimInterval.OfMean(s_values, 0.05)!;

        Assert.Equal((expected.Mean, expected.Low, expected.High), (interval.Estimate, interval.Low, interval.High));
    }

    [Fact]
    public void Two_values_without_spread_have_none_and_three_have_one()
    {
        Assert.Null(ClaimInterval.OfMean([0.25, 0.25], 0.05)!.Low);
        Assert.Equal((0.25, 0.25), (ClaimInterval.OfMean([0.25, 0.25, 0.25], 0.05)!.Low!.Value, ClaimInterval.OfMean([0.25, 0.25, 0.25], 0.05)!.High!.Value));
    }

    [Fact]
    public void Of_a_variance_has_the_quantiles_of_the_tables()
    {
        ClaimInterval interval = ClaimInterval.OfVariance(s_values, 0.05)!;

        // s² = 12.7; chi-square with 4 degrees of freedom: 11.143 and 0.48442.
        Assert.Equal(12.7, interval.Estimate, 1e-12);
        Assert.Equal(4 * 12.7 / 11.14329, interval.Low!.Value, 1e-3);
        Assert.Equal(4 * 12.7 / 0.4844186, interval.High!.Value, 1e-3);
    }

    [Fact]
    public void Of_a_ratio_of_variances_has_the_quantiles_of_the_tables()
    {
        ClaimInterval interval = ClaimInterval.OfVarianceRatio(s_values, [.. s_values.Select(value => 2 * value)], 0.05)!;

        // F(0.975; 4, 4) = 9.6045.
        Assert.Equal(0.25, interval.Estimate, 1e-12);
        Assert.Equal(0.25 / 9.60453, interval.Low!.Value, 1e-5);
        Assert.Equal(0.25 * 9.60453, interval.High!.Value, 1e-4);
    }

    [Fact]
    public void Of_a_slope_is_the_regressions()
    {
        ClaimInterval interval = ClaimInterval.OfSlope([(1, 2), (2, 3), (3, 5), (4, 6)], 0.05)!;

        // b = 1.4, RSS = 0.2, Sxx = 5: standard error sqrt(0.1 / 5); t(0.975, 2) = 4.302653.
        Assert.Equal(1.4, interval.Estimate, 1e-12);
        Assert.Equal(1.4 - 4.302653 * Math.Sqrt(0.02), interval.Low!.Value, 1e-5);
    }

    [Fact]
    public void Of_the_jackknife_of_a_mean_is_that_of_the_mean()
    {
        double[] values = [.. s_values];

        ClaimInterval interval = ClaimInterval.OfJackknife([0, 1, 2, 3, 4], some => some.Average(seed => values[seed]), 0.05)!;

        Assert.Equal(ClaimInterval.OfMean(values, 0.05)!.Low!.Value, interval.Low!.Value, 1e-12);
        Assert.Equal(ClaimInterval.OfMean(values, 0.05)!.High!.Value, interval.High!.Value, 1e-12);
    }

    [Fact]
    public void Every_measure_of_a_report_can_be_claimed_about() =>
        Assert.Subset(ClaimQuantities.OfRuns.ToHashSet(), Measure.All.Select(measure => measure.Name).ToHashSet());

    [Fact]
    public void Every_quantity_of_a_run_has_a_measure() => Assert.All(ClaimQuantities.OfRuns, name =>
        Assert.Equal(name, ClaimMeasure.Of(new ClaimCondition { Quantity = name }).Name));
}
