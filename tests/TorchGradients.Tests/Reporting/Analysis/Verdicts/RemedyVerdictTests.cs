using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Verdicts;

public sealed class RemedyVerdictTests
{
    [Fact]
    public void A_remedy_that_brings_the_gradient_back_says_so_with_its_numbers()
    {
        using var folder = RemedyExperiment.Write();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
        var relu = analysis.Verdicts.Single(verdict => verdict.Cell.Title == "relu, depth 20");

        Assert.True(relu.BringsTheGradientBack);
        Assert.Equal((RepairAnswer.Repairs, RepairAnswer.Repairs, true, false),
            (relu.Gradient, relu.Update, relu.Trains, relu.BaselineTrains));
        Assert.Equal(
            "relu, depth 20: It repairs the gradient, which vanishes without it: decay factor per layer 0.90 "
            + "against 0.20 (4.5 times as large; 95 % interval of the ratio 4.3–4.7; p = 2.4e-4). It repairs the "
            + "first layer's update: update ratio 0.0020 against 1e-9 (6.3 orders of magnitude larger; 95 % "
            + "interval of the ratio 1.9e6–2.1e6; p < 0.0001). It trains (the training loss ends at 20 % of the "
            + "first step's), which the baseline does not. Test accuracy 0.80 against 0.10 (8.0 times as large; 95 "
            + "% interval of the difference 0.63 to 0.77; p = 0.0024). A run takes 1.5 times the baseline's time "
            + "(95 %: 1.5–1.5).",
            relu.Text);
    }

    [Fact]
    public void A_remedy_of_the_update_is_told_from_one_of_the_gradient()
    {
        using var folder = RemedyExperiment.Write();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
        var adam = analysis.Verdicts.Single(verdict => verdict.Cell.Title == "adam, depth 20");

        Assert.Equal((RepairAnswer.DoesNotRepair, RepairAnswer.Repairs, false), (adam.Gradient, adam.Update, adam.Trains));
        Assert.Equal(
            "adam, depth 20: It does not repair the gradient, which vanishes: decay factor per layer 0.20 against"
            + " 0.20 (the same within 5 %; 95 % interval of the ratio 1.0–1.0; p = 1.0). It repairs the first "
            + "layer's update: update ratio 0.0010 against 1e-9 (6 orders of magnitude larger; 95 % interval of the"
            + " ratio 1e6–1e6; p < 0.0001). It does not train (the training loss ends at 95 % of the first step's)."
            + " Test accuracy 0.10 against 0.10 (the same within 5 %; 95 % interval of the difference 0 to 0; p = "
            + "1.0). A run takes 1.2 times the baseline's time (95 %: 1.1–1.3).",
            adam.Text);
        Assert.Equal(
            "At depth 20: gradient and update are in order and the network trains with relu (1.5 times the time)."
            + " The update alone, not the gradient, is repaired by adam (1.2 times the time).",
            analysis.Answers[1].Text);
    }

    [Theory]
    [InlineData(0.9, 0.9, RepairAnswer.NothingToRepair)]
    [InlineData(0.2, 0.9, RepairAnswer.Repairs)]
    [InlineData(9.0, 1.1, RepairAnswer.Repairs)]
    [InlineData(0.9, 0.2, RepairAnswer.Harms)]
    [InlineData(0.1, 0.2, RepairAnswer.Improves)]
    [InlineData(0.2, 0.1, RepairAnswer.DoesNotRepair)]
    [InlineData(0.2, 9.0, RepairAnswer.DoesNotRepair)] // from vanishing to exploding
    public void Whether_the_gradient_is_repaired_follows_from_both_profiles(double baseline, double remedy, RepairAnswer expected)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 4; seed++)
        {
            double wobble = 1 + 0.001 * (seed % 3);
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(decay: baseline), RemedyExperiment.Records(baseline, 1e-3))
                .Run($"b{seed}", seed, ["remedy=x"], RemedyExperiment.Outcome(decay: remedy * wobble), RemedyExperiment.Records(remedy, 1e-3));
        }

        var verdict = Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).Verdicts);

        Assert.Equal(expected, verdict.Gradient);
        Assert.Equal(RepairAnswer.NothingToRepair, verdict.Update);
    }

    [Fact]
    public void What_was_not_recorded_is_not_known()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(0.5)).Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(0.6, seconds: 2))
            .Planned();

        var verdict = Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Verdicts);

        Assert.Equal(
            "x: Whether it repairs the gradient is not known: delta-norm was not recorded, or there are fewer than two hidden layers. "
            + "Whether it repairs the first layer's update is not known: update-ratio was not recorded, or is not finite. "
            + "Whether it trains is not known: train-loss was not recorded at step 0. "
            + "Test accuracy 0.60 against 0.50 (larger by 20 %; one pair: no p-value). A run takes 2.0 times the baseline's time.",
            verdict.Text);
    }

    [Fact]
    public void A_diverged_run_does_not_train()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(trainLoss: 1), RemedyExperiment.Records(0.9, 1e-3))
            .Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(trainLoss: double.NaN, status: "diverged"), RemedyExperiment.Records(0.9, 1e-3))
            .Planned();

        var verdict = Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Verdicts);

        Assert.Equal("It does not train, though the baseline does. 1 of 1 runs diverged.", verdict.Sentences[2]);
    }
}
