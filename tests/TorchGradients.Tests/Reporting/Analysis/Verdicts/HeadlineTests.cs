using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Verdicts;

public sealed class HeadlineTests
{
    [Fact]
    public void Names_the_remedy_with_the_highest_accuracy_where_it_is_hardest_with_ratio_interval_p_value_and_seeds()
    {
        using var folder = MadeExperiment.Write(["none", "relu", "batch-norm"], [4, 20], seeds: 4, steps: 3);

        Headline headline = Of(folder);

        Assert.StartsWith("At depth 20 batch-norm does best of 2 remedies: test accuracy 0.", headline.First, StringComparison.Ordinal);
        Assert.Contains("times as large", headline.First, StringComparison.Ordinal);
        Assert.Contains("95 % interval", headline.First, StringComparison.Ordinal);
        Assert.Contains("; Holm-corrected p ", headline.First, StringComparison.Ordinal);
        Assert.Contains("over 4 seeds; it is told from the second, relu (0.49; Holm-corrected p ", headline.First, StringComparison.Ordinal);
        Assert.StartsWith("It repairs the gradient, which vanishes without it: decay factor per layer ", headline.Second, StringComparison.Ordinal);
        Assert.EndsWith("at the end; it repairs the first layer's update as well; at depth 4 batch-norm does best (test accuracy 0.89).", headline.Second, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_no_remedy_does_it_and_which_comes_closest()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        foreach (int seed in new[] { 1, 2, 3 })
        {
            double wobble = 1 + seed * 0.01;
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(0.1 * wobble, 2, 0.1), RemedyExperiment.Records(0.1, 1e-9))
                .Run($"b{seed}", seed, ["remedy=relu"], RemedyExperiment.Outcome(0.11, 2, 0.1), RemedyExperiment.Records(0.1, 1e-9))
                .Run($"c{seed}", seed, ["remedy=elu"], RemedyExperiment.Outcome(0.09, 2, 0.1), RemedyExperiment.Records(0.1, 1e-9));
        }

        folder.Planned();
        Headline headline = Of(folder);

        Assert.StartsWith("No remedy brings gradient and update in order and trains; relu comes closest: test accuracy 0.11 against 0.1", headline.First, StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_where_the_difference_may_be_chance()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        foreach (var (seed, accuracy) in new[] { (1, 0.1), (2, 0.5), (3, 0.3) })
        {
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(0.3, 2, 1), RemedyExperiment.Records(1, 1e-3))
                .Run($"b{seed}", seed, ["remedy=relu"], RemedyExperiment.Outcome(accuracy + 0.01, 1, 1), RemedyExperiment.Records(1, 1e-3));
        }

        folder.Planned();

        Assert.EndsWith("which may be chance.", Of(folder).First, StringComparison.Ordinal);
    }

    [Fact]
    public void A_winner_that_is_not_told_from_the_second_is_not_called_better()
    {
        // Both far above the baseline, and apart by less than the seeds are; p by hand: differences 0.02, -0.01, 0.01, t = 0.756, two
        // degrees of freedom, p = 1 - t / sqrt(2 + t^2) = 0.53, the only comparison of the winner's.
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        foreach (var (seed, relu, elu) in new[] { (1, 0.82, 0.80), (2, 0.80, 0.81), (3, 0.83, 0.82) })
        {
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(0.1 + 0.001 * seed, chance: 0.1), RemedyExperiment.Records(0.2, 1e-9))
                .Run($"b{seed}", seed, ["remedy=relu"], RemedyExperiment.Outcome(relu, chance: 0.1), RemedyExperiment.Records(0.9, 1e-3))
                .Run($"c{seed}", seed, ["remedy=elu"], RemedyExperiment.Outcome(elu, chance: 0.1), RemedyExperiment.Records(0.9, 1e-3));
        }

        folder.Planned();

        Assert.EndsWith("; it is not told from the second, elu (0.81; Holm-corrected p = 0.53).", Of(folder).First, StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_remedy_brings_nothing_back_that_was_in_order_without_it()
    {
        using ExperimentFolder inOrder = OnlyRemedy(baselineDecay: 0.9, baselineUpdate: 1e-3);
        using ExperimentFolder vanishing = OnlyRemedy(baselineDecay: 0.1, baselineUpdate: 1e-9);

        Headline kept = Of(inOrder), broughtBack = Of(vanishing);

        Assert.StartsWith("Relu leaves the gradient in order and trains: test accuracy 0.8", kept.First, StringComparison.Ordinal);
        Assert.StartsWith("The gradient needs no repair", kept.Second, StringComparison.Ordinal);
        Assert.StartsWith("Relu brings the gradient back: test accuracy 0.8", broughtBack.First, StringComparison.Ordinal);
    }

    static ExperimentFolder OnlyRemedy(double baselineDecay, double baselineUpdate)
    {
        var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        foreach (int seed in new[] { 1, 2, 3 })
        {
            double none = 0.1 + 0.001 * seed, relu = 0.8 + 0.01 * seed;
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(none, chance: 0.1), RemedyExperiment.Records(baselineDecay, baselineUpdate))
                .Run($"b{seed}", seed, ["remedy=relu"], RemedyExperiment.Outcome(relu, chance: 0.1), RemedyExperiment.Records(0.9, 1e-3));
        }

        folder.Planned();
        return folder;
    }

    static Headline Of(ExperimentFolder folder) => Headline.Of(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));
}
