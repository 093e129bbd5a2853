using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Verdicts;

/// <summary>What a verdict says of time and training, and the caveats beside it.</summary>
public sealed class VerdictOnTrainingTests
{
    [Fact]
    public void Time_is_that_of_a_step_and_an_interval_that_holds_1_shows_no_difference()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        foreach (var (seed, microseconds) in new[] { (1, 900), (2, 1000), (3, 1250) })
        {
            folder.Run($"a{seed}", seed, ["remedy=none"], Costing(998 + seed, seconds: 1)).Run($"b{seed}", seed, ["remedy=x"], Costing(microseconds, seconds: 9))
                .Run($"c{seed}", seed, ["remedy=y"], Costing(2 * microseconds, seconds: 9));
        }

        var verdicts = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).Verdicts;

        Assert.StartsWith("No difference in time is shown: a step takes 1.0 times as long as the baseline's (95 %: ", verdicts[0].Sentences[^1], StringComparison.Ordinal);
        Assert.StartsWith("A step takes 2.1 times as long as the baseline's (95 %: ", verdicts[1].Sentences[^1], StringComparison.Ordinal);
        Assert.Equal([false, true], verdicts.Select(verdict => verdict.TakesAnotherTime));
    }

    [Fact]
    public void Seeds_that_trained_together_have_one_time_which_is_one_measurement_and_no_argument()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Axis("depth").Baseline(("remedy", "none"));
        foreach (string depth in new[] { "4", "20" })
        {
            for (int seed = 1; seed <= 3; seed++)
            {
                // Shares of a cohort's time: that of a step is the same to the last digit, that of the run nearly.
                double seconds = 1 + 0.001 * seed;
                folder.Run($"a{depth}{seed}", seed, [$"remedy=none,depth={depth}"], Costing(1000 + seed, seconds))
                    .Run($"b{depth}{seed}", seed, [$"remedy=x,depth={depth}"], Costing(500, 0.5 * seconds));
            }
        }

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path));

        var verdict = analysis.Verdicts[0];
        Assert.Equal("A step takes 0.50 times as long as the baseline's, by one measurement: the seeds trained together.", verdict.Sentences[^1]);
        Assert.False(verdict.TakesAnotherTime);
        Assert.Equal((500, null, null), (verdict.Cell["stepMicroseconds"].Mean!.Mean, verdict.Cell["stepMicroseconds"].Mean!.Low, verdict.Cell["stepMicroseconds"].Mean!.High));
        Assert.All(new[] { "seconds", "stepMicroseconds" }, time => Assert.Null(verdict.Cell.Compared(time)!.Paired.PValue));
        Assert.DoesNotContain(analysis.Effects.Mains, effect => effect.Measure is "seconds" or "stepMicroseconds");
        Assert.Equal(
            "In 2 of 2 comparisons of times seeds trained together and share one time, so a ratio rests on a single measurement and has no "
            + "interval; to compare times, run with execution:cohorts off and --workers 1.",
            Assert.Single(analysis.Caveats, caveat => caveat.Kind == CaveatKind.SharedTime).Text);
        Assert.DoesNotContain(analysis.Caveats, caveat => caveat.Kind is CaveatKind.UnpairedSeeds or CaveatKind.NoSpread);
    }

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
