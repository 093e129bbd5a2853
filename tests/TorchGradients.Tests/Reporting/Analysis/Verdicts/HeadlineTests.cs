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

    [Fact]
    public void A_winner_is_called_the_best_of_those_that_repair_where_one_that_does_not_is_more_accurate()
    {
        using ExperimentFolder alone = Winners(("norm", 0.7, 0.9), ("all", 0.85, 9));
        using ExperimentFolder two = Winners(("norm", 0.7, 0.9), ("relu", 0.6, 0.8), ("all", 0.85, 9));
        using ExperimentFolder noisy = Winners(("norm", 0.7, 0.9), ("all", 0.701, 9));
        using ExperimentFolder behind = Winners(("norm", 0.7, 0.9), ("all", 0.6, 9));

        Headline first = Of(alone);

        Assert.StartsWith("Norm alone of 2 remedies brings gradient and update in order and trains: test accuracy 0.70 against 0.10 (", first.First, StringComparison.Ordinal);
        Assert.Contains(", over 3 seeds; all, which does not bring gradient and update in order, reaches a higher test accuracy (0.85; Holm-corrected p = ", first.First, StringComparison.Ordinal);
        Assert.DoesNotContain("chance", first.First, StringComparison.Ordinal);
        Assert.DoesNotContain("second", first.First, StringComparison.Ordinal);
        Assert.StartsWith("Norm does best of the 2 of 3 remedies that bring gradient and update in order and train: test accuracy 0.70 ", Of(two).First, StringComparison.Ordinal);
        Assert.EndsWith(", which may be chance).", Of(noisy).First, StringComparison.Ordinal);
        Assert.StartsWith("Norm does best of 2 remedies: ", Of(behind).First, StringComparison.Ordinal);
        Assert.Contains("; it is told from the second, all (0.60; ", Of(behind).First, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_test_accuracy_a_lower_training_loss_is_ahead()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 3; seed++)
        {
            double wobble = 1 + 0.01 * seed * seed;
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(trainLoss: 2), RemedyExperiment.Records(0.2, 1e-9))
                .Run($"b{seed}", seed, ["remedy=norm"], RemedyExperiment.Outcome(trainLoss: 0.5 * wobble), RemedyExperiment.Records(0.9, 1e-3))
                .Run($"c{seed}", seed, ["remedy=all"], RemedyExperiment.Outcome(trainLoss: 0.3), RemedyExperiment.Records(9, 1e-3));
        }

        folder.Planned();

        Assert.Contains("; all, which does not bring gradient and update in order, reaches a lower training loss (0.30; ", Of(folder).First, StringComparison.Ordinal);
    }

    [Fact]
    public void In_another_context_too_the_best_is_one_of_those_that_repair()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Axis("depth").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 3; seed++)
        {
            double noise = 0.001 * seed;
            Add("none", 4, 0.1, 0.3, 1e-9);
            Add("norm", 4, 0.7, 0.9, 1e-3);
            Add("all", 4, 0.8, 9, 1e-3);
            Add("none", 20, 0.1, 0.1, 1e-9);
            Add("norm", 20, 0.7, 0.9, 1e-3);
            Add("all", 20, 0.1, 9, 1e-3);

            void Add(string remedy, int depth, double accuracy, double decay, double update) => folder.Run(
                $"{remedy}{depth}{seed}", seed, [$"remedy={remedy},depth={depth}"], RemedyExperiment.Outcome(accuracy + noise, chance: 0.1),
                RemedyExperiment.Records(decay, update));
        }

        folder.Planned();
        Headline headline = Of(folder);

        Assert.StartsWith("At depth 20 norm does best of 2 remedies: ", headline.First, StringComparison.Ordinal);
        Assert.EndsWith("; at depth 4 norm does best of those that bring gradient and update in order and train (test accuracy 0.70).", headline.Second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.2, 1e-3, 0.1, "does not bring gradient and update in order: test accuracy 0.10 against 0.10 (identical on every seed), over 3 seeds.",
        "It does not repair the gradient, which vanishes: ", "; but it repairs the first layer's update.")]
    [InlineData(0.9, 1e-3, 0.1, "brings gradient and update in order, but the network does not train: test accuracy 0.10 against 0.10 (identical on every seed), over 3 seeds.",
        "It repairs the gradient, which vanishes without it: ", "; it repairs the first layer's update as well.")]
    [InlineData(0.2, 1e-3, 0.8, "does not bring gradient and update in order: test accuracy 0.80 against 0.10 (",
        "It does not repair the gradient, which vanishes: ", "; but it repairs the first layer's update.")]
    public void The_only_remedy_is_named_where_it_fails_and_what_is_identical_is_no_chance(
        double decay, double update, double accuracy, string first, string second, string end)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 3; seed++)
        {
            double noise = 0.001 * seed;
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(0.1 + noise, chance: 0.15), RemedyExperiment.Records(0.2, 1e-9))
                .Run($"b{seed}", seed, ["remedy=x"], RemedyExperiment.Outcome(accuracy + noise, chance: 0.15), RemedyExperiment.Records(decay, update));
        }

        folder.Planned();
        Headline headline = Of(folder);

        Assert.StartsWith("X " + first, headline.First, StringComparison.Ordinal);
        Assert.StartsWith(second, headline.Second, StringComparison.Ordinal);
        Assert.EndsWith(end, headline.Second, StringComparison.Ordinal);
    }

    [Fact]
    public void Closest_is_who_does_most_of_what_a_remedy_should_and_the_others_come_only_where_they_are_more_accurate()
    {
        // x repairs the update and no more, y nothing, by a little more accurate than x. At depth 3 nobody succeeds either.
        using var folder = new ExperimentFolder().Axis("remedy").Axis("depth").Baseline(("remedy", "none"));
        foreach (var (depth, decay) in new[] { (3, 0.2), (20, 0.1) })
        {
            for (int seed = 1; seed <= 3; seed++)
            {
                double noise = 0.001 * seed;
                Add("none", 0.1 + noise, 1e-9);
                Add("x", 0.1 + noise, 1e-3);
                Add("y", 0.1 + noise + 0.002 * seed, 1e-9);

                void Add(string remedy, double accuracy, double update) => folder.Run(
                    $"{remedy}{depth}{seed}", seed, [$"remedy={remedy},depth={depth}"], RemedyExperiment.Outcome(accuracy, chance: 0.15),
                    RemedyExperiment.Records(decay, update));
            }
        }

        folder.Planned();
        Headline headline = Of(folder);

        Assert.Equal(
            "At depth 20 no remedy brings gradient and update in order and trains; x comes closest: test accuracy 0.10 against 0.10 (identical on "
            + "every seed), over 3 seeds; y reaches a higher test accuracy (0.11; Holm-corrected p = 0.074, which may be chance).",
            headline.First);
        Assert.EndsWith("; but it repairs the first layer's update; at depth 3 none brings gradient and update in order and trains.", headline.Second, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_baseline_the_claims_answer()
    {
        using var mixed = Claiming(
            ("decays less", """{ "quantity": "trainLoss", "is": "less", "of": { "net": ["x"] }, "than": 1 }"""),
            ("is quick", """{ "quantity": "trainLoss", "is": "less", "of": { "net": ["y"] }, "than": 1 }"""),
            ("is slow", """{ "quantity": "trainLoss", "is": "less", "of": { "net": ["x"] }, "than": 0.501 }"""),
            ("is good", """{ "quantity": "trainLoss", "is": "greater", "of": { "net": ["y"] }, "than": 1 }"""),
            ("is fine", """{ "quantity": "trainLoss", "is": "greater", "of": { "net": ["x"] }, "than": 0.1 }"""));
        using var all = Claiming(
            ("decays less", """{ "quantity": "trainLoss", "is": "less", "of": { "net": ["x"] }, "than": 1 }"""),
            ("is good", """{ "quantity": "trainLoss", "is": "greater", "of": { "net": ["y"] }, "than": 1 }"""));
        using var one = Claiming(("decays less", """{ "quantity": "trainLoss", "is": "less", "of": { "net": ["x"] }, "than": 1 }"""));
        using var none = Claiming();

        Assert.Equal(
            ("3 of 5 claims hold, 1 does not, 1 is not decided.",
                "Does not hold: “is quick”; not decided: “is slow”; holds: “decays less”, “is good” and 1 more.", HeadlineSubject.Claims),
            (Of(mixed).First, Of(mixed).Second, Of(mixed).Subject));
        Assert.Equal("Both claims hold. Holds: “decays less”, “is good”.", Of(all).Text);
        Assert.StartsWith("“decays less” holds. x: training loss 0.50", Of(one).Text, StringComparison.Ordinal);
        Assert.Equal("Nothing is compared, as the experiment names no baseline. The numbers of every cell are below.", Of(none).Text);
    }

    [Fact]
    public void A_baseline_that_is_named_but_has_no_finished_run_is_told_from_none()
    {
        using var folder = new ExperimentFolder().Axis("net").Baseline(("net", "z"))
            .Run("z", 1, ["net=z"]).Run("x", 1, ["net=x"], RemedyExperiment.Outcome(0.5)).Planned();

        Assert.Equal("Nothing is compared, as no cell has a baseline with finished runs.", Of(folder).First);
    }

    static ExperimentFolder Claiming(params (string Claim, string Condition)[] claims)
    {
        var folder = new ExperimentFolder().Axis("net");
        for (int seed = 1; seed <= 3; seed++)
        {
            double noise = 0.001 * seed;
            folder.Run($"x{seed}", seed, ["net=x"], RemedyExperiment.Outcome(trainLoss: 0.5 + noise - 0.001))
                .Run($"y{seed}", seed, ["net=y"], RemedyExperiment.Outcome(trainLoss: 2 + noise));
        }

        foreach (var (claim, condition) in claims) folder.Claim(condition, claim);
        return folder.Planned();
    }

    // A baseline that vanishes and does not train, and remedies of one update: accuracy and factor per layer.
    static ExperimentFolder Winners(params (string Name, double Accuracy, double Decay)[] remedies)
    {
        var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 3; seed++)
        {
            folder.Run($"none{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(0.1 + 0.001 * seed, chance: 0.1), RemedyExperiment.Records(0.2, 1e-9));
            foreach (var (place, (name, accuracy, decay)) in remedies.Index())
            {
                double noise = 0.002 * ((seed + place) % 3);
                folder.Run($"{name}{seed}", seed, [$"remedy={name}"], RemedyExperiment.Outcome(accuracy + noise, chance: 0.1), RemedyExperiment.Records(decay, 1e-3));
            }
        }

        return folder.Planned();
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
