using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Verdicts;

/// <summary>What a verdict says of a gradient that is another at the end of training than at its start.</summary>
public sealed class GradientAlongTrainingTests
{
    [Fact]
    public void A_gradient_that_comes_back_along_training_only_is_told_from_one_that_never_does()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(), Profiles(0.2, 0.2))
            .Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(), Profiles(0.2, 0.9))
            .Run("c", 1, ["remedy=y"], RemedyExperiment.Outcome(), Profiles(0.2, 0.25))
            .Planned();

        var verdicts = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Verdicts;

        Assert.Equal([RepairAnswer.RepairsLater, RepairAnswer.DoesNotRepair], verdicts.Select(verdict => verdict.Gradient));
        Assert.StartsWith("It repairs the gradient along training: at initialisation the gradient vanishes, at the end it is in order", verdicts[0].Sentences[0], StringComparison.Ordinal);
        Assert.EndsWith(
            "layer 1 gets 0.040 of what the last hidden layer gets, at the end 0.81, without it 0.040 and 0.040 (vanishing below 0.1, exploding above 10).",
            verdicts[0].Sentences[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_gets_better_along_training_only_says_so()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 3; seed++)
        {
            double before = 0.15 + 0.001 * seed, now = 0.28 + 0.001 * seed * seed;
            folder.Run($"a{seed}", seed, ["remedy=none"], Ends(0.15, before), Profiles(0.15, before))
                .Run($"b{seed}", seed, ["remedy=x"], Ends(0.15, now), Profiles(0.15, now));
        }

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path));
        var verdict = Assert.Single(analysis.Verdicts);

        Assert.Equal(RepairAnswer.Improves, verdict.Gradient);
        Assert.StartsWith("It improves the gradient along training, which still vanishes: decay factor per layer at initialisation 0.15 against 0.15 "
            + "(identical on every seed), at the end 0.28 against 0.15 (larger by 87 %; ", verdict.Sentences[0], StringComparison.Ordinal);

        // The headline has room for one interval, that of the end which it is about.
        Assert.StartsWith("It improves the gradient along training, which still vanishes: decay factor per layer 0.15 against 0.15 at "
            + "initialisation, 0.28 against 0.15 (larger by 87 %; ", Headline.Of(analysis).Second, StringComparison.Ordinal);
    }

    [Fact]
    public void Better_is_judged_by_the_ratio_that_tells_illness_and_not_by_the_slope()
    {
        // Between first and last hidden layer less arrives than without the remedy, though the slope over all layers is flatter.
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 4; seed++)
        {
            double wobble = 1 + 0.001 * (seed % 3);
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(decay: 0.19), RemedyExperiment.Records(0.2, 1e-3))
                .Run($"b{seed}", seed, ["remedy=x"], RemedyExperiment.Outcome(decay: 0.197 * wobble), RemedyExperiment.Records(0.16 * wobble, 1e-3));
        }

        var verdict = Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).Verdicts);

        Assert.True(verdict.Cell.Compared("deltaDecayAtEnd")!.IsSignificant(0.05));
        Assert.True(verdict.Cell.Compared("firstToLastRatioAtEnd")!.IsSignificant(0.05));
        Assert.Equal(RepairAnswer.DoesNotRepair, verdict.Gradient);
        Assert.StartsWith("It does not repair the gradient, which vanishes: decay factor per layer at initialisation 0.20 against 0.19 (", verdict.Sentences[0], StringComparison.Ordinal);
    }

    // Ratios of the last step by hand: squares of the factors; their logarithms' differences have t = 71.9 and 1.63, two degrees of
    // freedom, p = 1 - t / sqrt(2 + t^2) = 1.9e-4 and 0.25. At initialisation they are equal, p = 1.
    [Theory]
    [InlineData(new[] { 0.15, 0.15, 0.15 }, new[] { 0.5, 0.51, 0.53 }, "")]
    [InlineData(new[] { 0.28, 0.30, 0.31 }, new[] { 0.32, 0.33, 0.60 }, " (that may be chance: Holm-corrected p = 0.25)")]
    public void What_is_repaired_along_training_is_as_sure_as_the_ratio_at_its_end(double[] before, double[] now, string hedge)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 0; seed < 3; seed++)
        {
            double first = 0.15 + 0.01 * seed;
            folder.Run($"a{seed}", seed, ["remedy=none"], Ends(first, before[seed]), Profiles(first, before[seed]))
                .Run($"b{seed}", seed, ["remedy=x"], Ends(first, now[seed]), Profiles(first, now[seed]));
        }

        var verdict = Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).Verdicts);

        Assert.Equal(RepairAnswer.RepairsLater, verdict.Gradient);
        Assert.StartsWith("It repairs the gradient along training: at initialisation the gradient vanishes, at the end it is in order, as it is "
            + $"not without{hedge}: decay factor per layer ", verdict.Sentences[0], StringComparison.Ordinal);
    }

    static string Profiles(double first, double last) => ExperimentFolder.Layers("delta-norm", 0, first * first, first, 1, 1)
        + ExperimentFolder.Layers("delta-norm", 9, last * last, last, 1, 1);

    static string Ends(double first, double last) => RemedyExperiment.Outcome(decay: 0.5).Replace(
        "{ \"factorPerLayer\": 0.5 }, \"atEnd\": { \"factorPerLayer\": 0.5 }",
        FormattableString.Invariant($"{{ \"factorPerLayer\": {first} }}, \"atEnd\": {{ \"factorPerLayer\": {last} }}"), StringComparison.Ordinal);
}
