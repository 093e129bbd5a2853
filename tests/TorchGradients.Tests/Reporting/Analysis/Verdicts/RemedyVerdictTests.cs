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
        using var folder = RemedyExperiment.Write(chance: 0.1);

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
        var relu = analysis.Verdicts.Single(verdict => verdict.Cell.Title == "relu, depth 20");

        Assert.True(relu.BringsTheGradientBack);
        Assert.Equal((RepairAnswer.Repairs, RepairAnswer.Repairs, true, false),
            (relu.Gradient, relu.Update, relu.Trains, relu.BaselineTrains));
        Assert.Equal(
            "relu, depth 20: It repairs the gradient, which vanishes without it: decay factor per layer at "
            + "initialisation 0.90 against 0.20 (4.5 times as large; 95 % interval of the ratio 4.3–4.7; Holm-corrected "
            + "p = 2.4e-4), at the end 0.90 against 0.20 (4.5 times as large; 95 % interval of the ratio 4.3–4.7; "
            + "Holm-corrected p = 2.4e-4); layer 1 gets 0.81 of what the last hidden layer gets, at the end 0.81, "
            + "without it 0.040 and 0.040 (vanishing below 0.1, exploding above 10). It repairs the first layer's "
            + "update: update ratio 0.0020 against 1e-9 (6.3 orders of magnitude larger; 95 % interval of the ratio "
            + "1.9e6–2.1e6; Holm-corrected p < 0.0001). It trains (a constant guess reaches 0.10; one-sided p = 3.5e-4, "
            + "Holm-corrected p = 0.0021), which the baseline does not. Test accuracy 0.80 against 0.10 (8.0 times as "
            + "large; 95 % interval of the ratio 7.6–8.4, of the difference 0.63 to 0.77; Holm-corrected p = 0.0024). A "
            + "run took 1.5 times as long as the baseline's.",
            relu.Text);
    }

    [Fact]
    public void A_remedy_of_the_update_is_told_from_one_of_the_gradient()
    {
        using var folder = RemedyExperiment.Write(chance: 0.1);

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
        var adam = analysis.Verdicts.Single(verdict => verdict.Cell.Title == "adam, depth 20");

        Assert.Equal((RepairAnswer.DoesNotRepair, RepairAnswer.Repairs, false), (adam.Gradient, adam.Update, adam.Trains));
        Assert.Equal(
            "adam, depth 20: It does not repair the gradient, which vanishes: decay factor per layer at initialisation "
            + "0.20 against 0.20 (identical on every seed), at the end 0.20 against 0.20 (identical on every seed); "
            + "layer 1 gets 0.040 of what the last hidden layer gets, at the end 0.040, without it 0.040 and 0.040 "
            + "(vanishing below 0.1, exploding above 10). It repairs the first layer's update: update ratio 0.0010 "
            + "against 1e-9 (6 orders of magnitude larger; no spread between the seeds: no p-value). It does not train: "
            + "test accuracy 0.10 is what a constant guess reaches (0.10). Test accuracy 0.10 against 0.10 (identical on "
            + "every seed). A run took 1.2 times as long as the baseline's (1.18–1.22 over the seeds).",
            adam.Text);
        Assert.Equal(
            "At depth 20: gradient and update are in order and the network trains with relu (1.5 times the time)."
            + " The update alone, not the gradient, is repaired by adam (1.2 times the time), but the network does not train.",
            analysis.Answers[1].Text);
    }

    [Theory]
    [InlineData(0.9, 0.9, RepairAnswer.NothingToRepair)]
    [InlineData(0.2, 0.9, RepairAnswer.Repairs)]
    [InlineData(9.0, 1.1, RepairAnswer.Repairs)]
    [InlineData(0.9, 0.2, RepairAnswer.Harms)]
    [InlineData(0.1, 0.2, RepairAnswer.Improves)]
    [InlineData(0.2, 0.1, RepairAnswer.DoesNotRepair)]
    [InlineData(0.2, 9.0, RepairAnswer.Overcorrects)] // from vanishing to exploding
    [InlineData(9.0, 0.2, RepairAnswer.Overcorrects)]
    public void Whether_the_gradient_is_repaired_follows_from_both_profiles(double baseline, double remedy, RepairAnswer expected)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 4; seed++)
        {
            double wobble = 1 + 0.001 * (seed % 3);
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(decay: baseline), RemedyExperiment.Records(baseline, 1e-3))
                .Run($"b{seed}", seed, ["remedy=x"], RemedyExperiment.Outcome(decay: remedy * wobble), RemedyExperiment.Records(remedy * wobble, 1e-3));
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
            + "Whether it trains is not known: neither a test accuracy to hold against a constant guess nor the train-loss of step 0 was recorded. "
            + "Test accuracy 0.60 against 0.50 (larger by 20 %; one pair: no p-value). A run took 2.0 times as long as the baseline's.",
            verdict.Text);
    }

    [Theory]
    [InlineData(0.5, 0.1, 0.5, "It trains (a constant guess reaches 0.10; one-sided p < 0.0001, Holm-corrected p < 0.0001), as the baseline does.")]
    [InlineData(0.5, 0.1, 0.1, "It trains (a constant guess reaches 0.10; one-sided p < 0.0001, Holm-corrected p < 0.0001), which the baseline does not.")]
    [InlineData(0.1, 0.1, 0.5, "It does not train, though the baseline does: test accuracy 0.10 is what a constant guess reaches (0.10).")]
    [InlineData(0.12, 0.1, 0.1, "It does not train: test accuracy 0.12 is hardly above what a constant guess reaches (0.10).")]
    [InlineData(0.05, 0.1, 0.1, "It does not train: test accuracy 0.050 is below what a constant guess reaches (0.10).")]
    [InlineData(0.16, 0.1, 0.1, "It does not train reliably: test accuracy 0.16 cannot be told from what a constant guess reaches (0.10; one-sided p = 0.16, Holm-corrected p = 0.32).")]
    [InlineData(0.5, null, 0.5,
        "It trains (the training loss ends at 30 % of the first step's; what a constant guess reaches is not known), as the baseline does.")]
    public void Whether_it_trains_is_held_against_a_constant_guess(double accuracy, double? chance, double baseline, string expected)
    {
        // A falling loss is no sign of training: it falls by the same in all of these.
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], Outcome(baseline), RemedyExperiment.Records(0.9, 1e-3))
            .Run("b", 1, ["remedy=x"], Outcome(accuracy), RemedyExperiment.Records(0.9, 1e-3))
            .Planned();

        var verdict = Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Verdicts);

        Assert.StartsWith(expected + " Test accuracy ", verdict.Sentences[2], StringComparison.Ordinal);

        string Outcome(double reached) => RemedyExperiment.Outcome(reached, trainLoss: 0.6, chance: chance, testRows: 25);
    }

    [Fact]
    public void A_time_that_may_be_the_baselines_is_no_part_of_the_answer_but_a_caveat()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        foreach (var (seed, seconds) in new[] { (1, 0.5), (2, 1.0), (3, 4.0) })
        {
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(0.1, chance: 0.1), RemedyExperiment.Records(0.2, 1e-9))
                .Run($"b{seed}", seed, ["remedy=x"], RemedyExperiment.Outcome(0.9, chance: 0.1, seconds: seconds), RemedyExperiment.Records(0.9, 1e-3))
                .Run($"c{seed}", seed, ["remedy=y"], RemedyExperiment.Outcome(0.9, chance: 0.1, seconds: 3), RemedyExperiment.Records(0.9, 1e-3));
        }

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path));

        Assert.Equal(
            "Gradient and update are in order and the network trains with x, y (3.0 times the time).", Assert.Single(analysis.Answers).Text);
        Assert.Equal(
            "Times are those of the machine, with all else that ran on it: seeds are no independent measurements of them, so that they have no "
            + "p-value and no star, and in 1 of 2 comparisons their ratios differ by more than a factor of 2. To compare times, run with "
            + "execution:cohorts off and --workers 1.",
            Assert.Single(analysis.Caveats, caveat => caveat.Kind == CaveatKind.MachineTime).Text);
    }

    [Fact]
    public void Where_chance_is_not_known_that_is_a_caveat()
    {
        using var folder = RemedyExperiment.Write();

        Assert.Equal(
            "What a constant guess reaches is not known, so a network counts as trained if its training loss fell, also one that learned "
            + "only to guess.",
            Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Caveats, caveat => caveat.Kind == CaveatKind.ChanceUnknown).Text);
    }

    [Theory]
    [InlineData(1e-3, 1e-3, RepairAnswer.NothingToRepair)]
    [InlineData(1e-9, 1e-3, RepairAnswer.Repairs)]
    [InlineData(1e-9, 0.5, RepairAnswer.Overcorrects)] // two steps replace the weights
    [InlineData(1e-3, 0.5, RepairAnswer.Harms)]
    [InlineData(0.5, 1e-9, RepairAnswer.Overcorrects)]
    [InlineData(0.9, 0.5, RepairAnswer.DoesNotRepair)] // one seed: not told
    public void An_update_may_be_too_large_as_well(double baseline, double remedy, RepairAnswer expected)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(), RemedyExperiment.Records(0.9, baseline))
            .Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(), RemedyExperiment.Records(0.9, remedy))
            .Planned();

        Assert.Equal(expected, Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Verdicts).Update);
    }

    [Fact]
    public void A_repair_that_thresholds_tell_and_no_test_says_that_it_may_be_chance()
    {
        // First-to-last ratios around the threshold of 0.1: 0.09 on average, and 0.14, with more noise than difference.
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        foreach (var (seed, before, now) in new[] { (1, 0.2, 0.5), (2, 0.3, 0.3), (3, 0.43, 0.35) })
        {
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(), RemedyExperiment.Records(before, 1e-3))
                .Run($"b{seed}", seed, ["remedy=x"], RemedyExperiment.Outcome(), RemedyExperiment.Records(now, 1e-3));
        }

        var verdict = Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).Verdicts);

        Assert.Equal(RepairAnswer.Repairs, verdict.Gradient);
        Assert.StartsWith("It repairs the gradient, which vanishes without it (that may be chance: Holm-corrected p = ", verdict.Sentences[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_network_by_another_engine_is_a_check_and_no_remedy()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        foreach (var (remedy, activation, engine, accuracy) in new[]
        {
            ("none", "sigmoid", "torch", 0.1), ("by-hand", "sigmoid", "hand-rolled", 0.1), ("relu", "relu", "torch", 0.8), ("tanh", "tanh", "torch", 0.7),
        })
        {
            for (int seed = 1; seed <= 3; seed++)
            {
                double factor = accuracy > 0.5 ? 0.9 : 0.2;
                string run = $"{remedy}-{seed}";
                folder.Run(run, seed, [$"remedy={remedy}"], RemedyExperiment.Outcome(accuracy + 0.001 * seed, 1, factor, chance: 0.1), RemedyExperiment.Records(factor, accuracy > 0.5 ? 1e-3 : 1e-9))
                    .WithFile(run, "resolved.json", $$"""
                        { "data": { "name": "digits" }, "model": { "activation": "{{activation}}" }, "training": { "engine": "{{engine}}", "steps": 10 }, "seeds": [{{seed}}] }
                        """);
            }
        }

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path));

        Assert.Equal([true, false, false], analysis.Verdicts.Select(verdict => verdict.IsControl));
        Assert.StartsWith("It is no remedy but a check:", analysis.Verdicts[0].Sentences[0], StringComparison.Ordinal);
        Assert.EndsWith("by-hand is the baseline by another engine or in other numbers: a check, no remedy.", Assert.Single(analysis.Answers).Text, StringComparison.Ordinal);
        Assert.StartsWith("Relu does best of 2 remedies", Headline.Of(analysis).First, StringComparison.Ordinal);
    }
}
