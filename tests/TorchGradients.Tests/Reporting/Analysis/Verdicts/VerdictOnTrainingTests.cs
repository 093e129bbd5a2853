using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Verdicts;

/// <summary>What a verdict says of time and training, and the caveats beside it.</summary>
public sealed class VerdictOnTrainingTests
{
    [Fact]
    public void Time_is_that_of_a_step_and_seeds_that_do_not_agree_show_no_difference()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        foreach (var (seed, microseconds) in new[] { (1, 900), (2, 1010), (3, 1250) })
        {
            folder.Run($"a{seed}", seed, ["remedy=none"], Costing(998 + seed, seconds: 1)).Run($"b{seed}", seed, ["remedy=x"], Costing(microseconds, seconds: 9))
                .Run($"c{seed}", seed, ["remedy=y"], Costing(2 * microseconds, seconds: 9)).Run($"d{seed}", seed, ["remedy=z"], Costing(1010 + seed, seconds: 9));
        }

        var verdicts = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).Verdicts;

        Assert.Equal(
            [
                "No difference in time is shown: a step took 1.0 times as long as the baseline's (0.90–1.2 over the seeds).",
                "A step took 2.1 times as long as the baseline's (1.8–2.5 over the seeds).",
                "A step took as long as the baseline's.",
            ],
            verdicts.Select(verdict => verdict.Sentences[^1]));
        Assert.Equal([false, true, false], verdicts.Select(verdict => verdict.TakesAnotherTime));
    }

    [Fact]
    public void However_much_the_seeds_agree_a_time_has_no_p_value_and_that_is_a_caveat()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Axis("depth").Baseline(("remedy", "none"));
        foreach (string depth in new[] { "4", "20" })
        {
            for (int seed = 1; seed <= 4; seed++)
            {
                double own = int.Parse(depth, CultureInfo.InvariantCulture) + seed * 0.25;
                folder.Run($"a{depth}{seed}", seed, [$"remedy=none,depth={depth}"], Costing(1000 + own, 1))
                    .Run($"b{depth}{seed}", seed, [$"remedy=x,depth={depth}"], Costing(500 + 3 * own, 0.5 + 0.001 * seed));
            }
        }

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path));

        Assert.All(analysis.Verdicts, verdict => Assert.All(new[] { "seconds", "stepMicroseconds" }, time =>
        {
            Comparison compared = verdict.Cell.Compared(time)!;
            Assert.InRange(compared.Paired.Ratio, 0.49, 0.56);
            Assert.Equal((null, null, null, null, null),
                (compared.Paired.PValue, compared.HolmPValue, compared.Paired.RatioLow, compared.Paired.Difference.Low, compared.Paired.Effect.AgainstSeeds));
        }));
        Assert.DoesNotContain(analysis.Effects.Mains, effect => effect.Measure is "seconds" or "stepMicroseconds");
        Assert.Equal(
            "Times are those of the machine, with all else that ran on it: seeds are no independent measurements of them, so that they have no "
            + "p-value and no star. To compare times, run with execution:cohorts off and --workers 1.",
            Assert.Single(analysis.Caveats, caveat => caveat.Kind == CaveatKind.MachineTime).Text);
        Assert.DoesNotContain(analysis.Caveats, caveat => caveat.Kind == CaveatKind.SharedTime);
    }

    [Fact]
    public void Seeds_that_trained_together_have_one_time_which_is_no_cost()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Axis("depth").Baseline(("remedy", "none"));
        foreach (string depth in new[] { "4", "20" })
        {
            for (int seed = 1; seed <= 3; seed++)
            {
                // Shares of a cohort's time: that of a step is the same to the last digit, that of the run nearly.
                double seconds = 1 + 0.001 * seed;
                folder.Run($"a{depth}{seed}", seed, [$"remedy=none,depth={depth}"], Costing(1000 + seed + 0.5 * depth.Length, seconds))
                    .Run($"b{depth}{seed}", seed, [$"remedy=x,depth={depth}"], Costing(500, 0.5 * seconds));
            }
        }

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path));

        var verdict = analysis.Verdicts[0];
        Assert.Equal(NotMeasured, verdict.Sentences[^1]);
        Assert.Equal((null, false), (verdict.TimeRatio, verdict.TakesAnotherTime));
        Assert.Equal((500, null, null), (verdict.Cell["stepMicroseconds"].Mean!.Mean, verdict.Cell["stepMicroseconds"].Mean!.Low, verdict.Cell["stepMicroseconds"].Mean!.High));
        Assert.All(new[] { "seconds", "stepMicroseconds" }, time => Assert.Null(verdict.Cell.Compared(time)));
        Assert.Equal(
            "In 2 of 2 comparisons the cost in time was not measured: runs that trained together share one time, which depends on who they "
            + "were. To compare times, run with execution:cohorts off and --workers 1.",
            Assert.Single(analysis.Caveats, caveat => caveat.Kind == CaveatKind.SharedTime).Text);
        Assert.DoesNotContain(analysis.Caveats, caveat => caveat.Kind is CaveatKind.UnpairedSeeds or CaveatKind.NoSpread or CaveatKind.MachineTime);
    }

    // One seed a cell: no cell has two runs of one clock, but the cohort's runs have. The baseline's is either that of x, or of a
    // third cell.
    [Theory]
    [InlineData(500.25, 500.25, 700.5, new[] { NotMeasured, NotMeasured })]
    [InlineData(500.25, 700.5, 500.25, new[] { NotMeasured, NotMeasured })]
    [InlineData(500.25, 700.5, 700.5, new[] { NotMeasured, NotMeasured })]
    [InlineData(500.25, 600.25, 700.5, new[] { "A step took 1.2 times as long as the baseline's.", "A step took 1.4 times as long as the baseline's." })]
    public void Runs_of_different_cells_that_trained_together_share_a_time_too(double none, double x, double y, string[] expected)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], Costing(none, 1)).Run("b", 1, ["remedy=x"], Costing(x, 2)).Run("c", 1, ["remedy=y"], Costing(y, 3)).Planned();

        Assert.Equal(expected, ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Verdicts.Select(verdict => verdict.Sentences[^1]));
    }

    [Theory]
    [InlineData(1, "A run took 2.0 times as long as the baseline's.")]
    [InlineData(16, NotMeasured)]
    public void Runs_too_short_for_the_time_of_a_step_are_known_by_the_size_of_their_cohort(int size, string expected)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(seconds: 1)).Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(seconds: 2));
        foreach (string run in new[] { "a", "b" })
        {
            folder.WithFile(run, "environment.json", FormattableString.Invariant($$"""
                { "program": "0.1.0", "dotNet": "10.0.0", "torchSharp": "0.107.0", "operatingSystem": "Linux", "processor": "a processor",
                  "device": "cpu", "threads": 1, "cohort": { "size": {{size}}, "place": 0 } }
                """));
        }

        Assert.Equal(expected, Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).Verdicts).Sentences[^1]);
    }

    [Theory]
    [InlineData(2, 0, "What it costs in time is not known: 2 of 2 runs diverged.")]
    [InlineData(0, 1, "What it costs in time is not known: 1 of 2 runs of the baseline diverged.")]
    public void Runs_that_diverged_did_other_work_and_tell_no_cost(int remedy, int baseline, string expected)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 2; seed++)
        {
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(seconds: 1 + 0.1 * seed, status: seed > baseline ? "completed" : "diverged"))
                .Run($"b{seed}", seed, ["remedy=x"], RemedyExperiment.Outcome(seconds: 0.08, status: seed > remedy ? "completed" : "diverged"));
        }

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path));

        var verdict = Assert.Single(analysis.Verdicts);
        Assert.Equal((expected, null), (verdict.Sentences[^1], verdict.TimeRatio));
        Assert.DoesNotContain(analysis.Caveats, caveat => caveat.Kind == CaveatKind.MachineTime);
    }

    const string NotMeasured = "What it costs in time was not measured: runs that trained together share one time.";

    static string Costing(double microseconds, double seconds) => RemedyExperiment.Outcome(seconds: seconds).Replace(
        "\"steps\"", FormattableString.Invariant($"\"cost\": {{ \"stepMicroseconds\": {microseconds} }}, \"steps\""), StringComparison.Ordinal);

    [Fact]
    public void An_update_that_rounding_took_away_is_explained_and_that_nothing_was_tuned_is_said()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(0.1), RemedyExperiment.Records(0.2, 0))
            .Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(0.5), RemedyExperiment.Records(0.9, 1e-3))
            .Planned();

        var caveats = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Caveats;

        Assert.EndsWith("0 means too small for the format there: none.", Assert.Single(caveats, caveat => caveat.Kind == CaveatKind.Absorbed).Text, StringComparison.Ordinal);
        Assert.StartsWith("Nothing was tuned per remedy", Assert.Single(caveats, caveat => caveat.Kind == CaveatKind.Untuned).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 0.5, 1.2 }, true)] // the middle of two is their mean, 0.85 of the first loss
    [InlineData(new[] { 0.7, 1.2 }, false)]
    [InlineData(new[] { 0.7, 0.8, 1.9 }, true)]
    public void Without_a_chance_level_the_median_of_the_runs_losses_decides(double[] shares, bool trains)
    {
        using var folder = new ExperimentFolder();
        foreach (var (seed, share) in shares.Index())
        {
            folder.Run($"a{seed}", seed, [""], RemedyExperiment.Outcome(trainLoss: 2 * share), RemedyExperiment.Records(0.9, 1e-3, firstLoss: 2));
        }

        Assert.Equal(trains, Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).States).Training.Trains);
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

    [Fact]
    public void A_cell_half_of_whose_runs_diverged_does_not_train_also_where_the_accuracy_of_the_others_is_not_told()
    {
        // Above the guess by 0.1 and 0.3: t = 2 of one degree of freedom, p = 0.15.
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        foreach (var (seed, accuracy) in new (int, double?)[] { (1, 0.2), (2, 0.4), (3, null), (4, null) })
        {
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(0.8 + 0.001 * seed, chance: 0.1, testRows: 100))
                .Run($"b{seed}", seed, ["remedy=x"], RemedyExperiment.Outcome(
                    accuracy, status: accuracy is null ? "diverged" : "completed", chance: 0.1, testRows: 100));
        }

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path));

        TrainingState training = analysis.States[1].Training;
        Assert.Equal((ChanceVerdict.NotTold, false, false), (training.Chance!.Verdict, training.Trains, training.IsNotTold));
        string sentence = Assert.Single(analysis.Verdicts).Sentences[2];
        Assert.StartsWith("It does not train, though the baseline does. Test accuracy 0.30 against ", sentence, StringComparison.Ordinal);
        Assert.EndsWith(" 2 of 4 runs diverged.", sentence, StringComparison.Ordinal);
    }
}
