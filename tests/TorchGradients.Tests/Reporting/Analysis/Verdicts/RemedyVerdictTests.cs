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
        Assert.Equal("TEXT", relu.Text);
    }

    [Fact]
    public void A_remedy_of_the_update_is_told_from_one_of_the_gradient()
    {
        using var folder = RemedyExperiment.Write();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
        var adam = analysis.Verdicts.Single(verdict => verdict.Cell.Title == "adam, depth 20");

        Assert.Equal((RepairAnswer.DoesNotRepair, RepairAnswer.Repairs, false), (adam.Gradient, adam.Update, adam.Trains));
        Assert.Equal("ADAM", adam.Text);
        Assert.Equal("ANSWER", analysis.Answers[1].Text);
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
