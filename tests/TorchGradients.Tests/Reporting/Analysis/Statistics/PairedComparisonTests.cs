using CsCheck;
using TorchGradients.Reporting.Analysis.Statistics;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Statistics;

public sealed class PairedComparisonTests
{
    [Fact]
    public void The_ratio_of_sizes_is_the_geometric_mean_of_the_pairs_ratios()
    {
        var comparison = PairedComparison.Of([(2e-10, 1e-12), (8e-10, 1e-12)], logarithmic: true)!;

        Assert.Equal(400, comparison.Ratio, 1e-9);  // √(200 · 800)
        Assert.True(comparison.IsLogarithmic);
        // ln 200 and ln 800: their mean ± t(0.975, 1) · s / √2, s / √2 = ln 4 / 2.
        Assert.Equal(Math.Exp(Math.Log(400) - 12.7062 * Math.Log(4) / 2), comparison.RatioLow!.Value, 1e-4);
    }

    [Fact]
    public void The_ratio_of_accuracies_is_that_of_their_means()
    {
        var comparison = PairedComparison.Of([(0.8, 0.1), (0.9, 0.3)], logarithmic: false)!;

        Assert.Equal(4.25, comparison.Ratio, 1e-12);
        Assert.Null(comparison.RatioLow); // the baseline's two values cannot be told from 0, so the ratio has no bound
        Assert.Equal(0.65, comparison.Difference.Mean, 1e-12);
    }

    [Fact]
    public void The_interval_of_a_ratio_of_means_ends_where_the_paired_test_of_that_ratio_has_p_5_percent()
    {
        var accuracy = Gen.Double[0.3, 0.9];
        Gen.Select(accuracy, accuracy).Array[4, 8].Sample(pairs =>
        {
            var comparison = PairedComparison.Of(pairs, logarithmic: false)!;
            if (comparison.RatioLow is not { } low || comparison.RatioHigh is not { } high) return;

            foreach (double ratio in new[] { low, high })
            {
                Assert.Equal(0.05, PairedDifference.Of([.. pairs.Select(pair => pair.Item1 - ratio * pair.Item2)])!.PValue!.Value, 1e-6);
            }

            Assert.InRange(comparison.Ratio, low, high);
        });
    }

    [Fact]
    public void Of_1000_intervals_of_ratios_about_950_hold_the_truth()
    {
        var random = new Random(1954);
        int held = Enumerable.Range(0, 1000).Count(_ =>
        {
            (double, double)[] pairs = [.. Enumerable.Range(0, 5).Select(_ => (Draw(0.8), Draw(0.4)))];
            return RatioOfMeans.Interval(pairs) is ({ } low, { } high) && low <= 2 && 2 <= high;
        });

        Assert.InRange(held, 923, 977);

        double Draw(double mean) => mean + 0.03 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    [Fact]
    public void Values_that_are_identical_with_every_seed_say_so()
    {
        Assert.Equal("identical on every seed", PairedComparison.Of([(0.1, 0.1), (0.2, 0.2)], logarithmic: false)!.Effect.Words);
        Assert.Equal("both 0", PairedComparison.Of([(0, 0), (0, 0)], logarithmic: true)!.Effect.Words);
    }

    [Fact]
    public void Means_are_the_same_only_where_the_whole_interval_says_so()
    {
        Assert.Equal("the same within 5 %", EffectSize.InWords(1.01, 0.99, 1.03));
        Assert.Equal("larger by 1 %", EffectSize.InWords(1.01, 0.5, 2));
        Assert.Equal("smaller by less than 1 %", EffectSize.InWords(0.998));
    }

    [Fact]
    public void A_zero_has_no_logarithm_so_differences_are_compared()
    {
        var comparison = PairedComparison.Of([(1e-3, 0), (2e-3, 0), (3e-3, 0)], logarithmic: true)!;

        Assert.False(comparison.IsLogarithmic);
        Assert.Equal(double.PositiveInfinity, comparison.Ratio);
        Assert.Equal("something instead of 0", comparison.Effect.Words);
        Assert.InRange(comparison.PValue!.Value, 0.0741, 0.0742);  // t = 2e-3 / (1e-3 / √3) = 3.464, two degrees of freedom
    }

    [Fact]
    public void Turning_a_comparison_round_inverts_the_ratio_and_keeps_the_p_value()
    {
        var size = Gen.Double[-12, 2].Select(exponent => Math.Pow(10, exponent));
        Gen.Select(size, size).Array[2, 8].Sample(pairs =>
        {
            var forth = PairedComparison.Of(pairs, logarithmic: true)!;
            var back = PairedComparison.Of([.. pairs.Select(pair => (pair.Item2, pair.Item1))], logarithmic: true)!;

            Assert.Equal(0, Math.Log(forth.Ratio * back.Ratio), 1e-9);
            Assert.Equal(0, Math.Log(forth.RatioLow!.Value * back.RatioHigh!.Value), 1e-6);
            Assert.Equal(forth.PValue is null, back.PValue is null);   // ratios without a spread have none
            if (forth.PValue is { } p) Assert.Equal(p, back.PValue!.Value, 1e-9);
        });
    }

    [Fact]
    public void A_difference_is_significant_exactly_where_its_interval_leaves_out_no_difference()
    {
        var size = Gen.Double[-2, 2].Select(exponent => Math.Pow(10, exponent));
        Gen.Select(size, size).Array[3, 6].Sample(pairs =>
        {
            var comparison = PairedComparison.Of(pairs, logarithmic: true)!;

            // Ratios without a spread have an interval and no p-value.
            if (comparison.PValue is { } p) Assert.Equal(p < 0.05, comparison.RatioLow > 1 || comparison.RatioHigh < 1);
        });
    }

    [Theory]
    [InlineData(1.04, "larger by 4 %")]
    [InlineData(1.3, "larger by 30 %")]
    [InlineData(0.75, "smaller by 25 %")]
    [InlineData(4.1, "4.1 times as large")]
    [InlineData(0.1, "10 times smaller")]
    [InlineData(2.5e7, "7.4 orders of magnitude larger")]
    [InlineData(1e-12, "12 orders of magnitude smaller")]
    [InlineData(0.0, "nothing is left")]
    [InlineData(double.NaN, "both 0")]
    public void Ratios_have_plain_words(double ratio, string expected) => Assert.Equal(expected, EffectSize.InWords(ratio));

    [Fact]
    public void Against_the_noise_between_seeds_an_effect_is_Cohens_d()
    {
        // Means 5 and 4, both with the sample variance 4: d = 1 / 2.
        var effect = PairedComparison.Of([(3, 2), (5, 4), (7, 6)], logarithmic: false)!.Effect;

        Assert.Equal(0.5, effect.Standardized!.Value, 1e-12);
        Assert.Equal("medium", effect.AgainstSeeds);
    }
}
