using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Comparisons;

public sealed class TuningTests
{
    [Fact]
    public void The_best_value_on_held_back_data_counts_and_never_that_on_the_test_part()
    {
        using var folder = Folder().Add("none", "0.01", 0.3, test: 0.9).Add("none", "0.1", 0.5, test: 0.4).Add("none", "1", 0.4, test: 0.8)
            .Folder.Planned();

        var cell = Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Cells);

        Assert.Equal("learningRate 0.1", cell.Tuning!.Title);
        Assert.Equal(0.4, cell["testAccuracy"].Mean!.Mean, 1e-12);
        Assert.Empty(cell.Tuning.AtEdge);
        Assert.Equal([0.3, 0.5, 0.4], cell.Tuning.Candidates.Select(candidate => candidate.Accuracy));
        Assert.Equal(2, cell.EndedRuns.Count());
    }

    [Fact]
    public void Each_cell_is_tuned_by_itself_and_a_choice_on_the_edge_is_a_caveat()
    {
        using var folder = Folder()
            .Add("none", "0.01", 0.3).Add("none", "0.1", 0.5).Add("none", "1", 0.4)
            .Add("relu", "0.01", 0.3).Add("relu", "0.1", 0.5).Add("relu", "1", 0.6)
            .Folder.Baseline(("remedy", "none")).Planned();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

        Assert.Equal(["learningRate 0.1", "learningRate 1"], analysis.Cells.Select(cell => cell.Tuning!.Title));
        Assert.Equal(
            "The best learningRate lies on the edge of the range that was tried, so a better one may lie beyond it: relu.",
            Assert.Single(analysis.Caveats, caveat => caveat.Kind == CaveatKind.EdgeOfRange).Text);
    }

    [Fact]
    public void Among_equal_accuracies_the_lowest_loss_counts_and_a_diverged_one_last()
    {
        using var folder = Folder().Add("none", "0.01", 0.1, loss: double.NaN).Add("none", "0.1", 0.1, loss: 2.2)
            .Add("none", "1", 0.1, loss: 2.1).Folder.Planned();

        Assert.Equal("learningRate 1", ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Cells[0].Tuning!.Title);
    }

    [Fact]
    public void A_value_whose_runs_diverged_comes_after_those_whose_did_not_whatever_it_reached_before()
    {
        // A diverged run carries what its last finite weights reach.
        using var folder = Folder().Add("none", "0.01", 0.3).Add("none", "0.1", 0.5, diverged: 1).Add("none", "1", 0.9, diverged: 2).Folder.Planned();

        var tuning = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Cells[0].Tuning!;

        Assert.Equal("learningRate 0.01", tuning.Title);
        Assert.Equal(["chosen", "1 of 2 runs diverged", "2 of 2 runs diverged"], tuning.Candidates.Select(tuning.Remark));
        Assert.Equal(
            "3 of 4 runs with values of learningRate that were not chosen diverged, which counts against these values only: none: 3 of 4.",
            Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Caveats, caveat => caveat.Kind == CaveatKind.DivergedElsewhere).Text);
    }

    [Fact]
    public void Where_runs_of_all_values_diverged_the_fewest_count_first_and_then_the_accuracy()
    {
        using var folder = Folder().Add("none", "0.01", 0.3, diverged: 1).Add("none", "0.1", 0.5, diverged: 1).Add("none", "1", 0.9, diverged: 2).Folder.Planned();

        var tuning = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Cells[0].Tuning!;

        Assert.Equal("learningRate 0.1", tuning.Title);
        Assert.Equal("chosen, 1 of 2 runs diverged", tuning.Remark(tuning.Chosen));
    }

    [Fact]
    public void A_value_with_fewer_finished_runs_does_not_compete()
    {
        using var folder = Folder().Add("none", "0.01", 0.3).Add("none", "0.1", 0.9, seeds: 1).Folder.Planned();

        Assert.Equal("learningRate 0.01", ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Cells[0].Tuning!.Title);
    }

    [Fact]
    public void With_nothing_held_back_nothing_is_chosen_and_a_caveat_says_so()
    {
        using var folder = Folder().Add("none", "0.01", null, test: 0.2).Add("none", "0.1", null, test: 0.4).Folder.Planned();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
        var cell = Assert.Single(analysis.Cells);

        Assert.Null(cell.Tuning);
        Assert.Equal(4, cell.EndedRuns.Count());
        Assert.Equal(2, cell["testAccuracy"].Mean!.Count); // one value a seed, the mean over the learning rates
        Assert.Equal(0.3, cell["testAccuracy"].Mean!.Mean, 1e-12);
        Assert.Equal(
            "Nothing was held back, so no best value of learningRate was chosen; the means run over all its values. "
            + "Hold data back with data:validationFraction, say 0.1.",
            Assert.Single(analysis.Caveats, caveat => caveat.Kind == CaveatKind.NoSelection).Text);
    }

    static Tuned Folder() => new(new ExperimentFolder().Axis("remedy").Axis("learningRate", "nuisance"));

    sealed record Tuned(ExperimentFolder Folder)
    {
        public Tuned Add(
            string remedy, string rate, double? validation, double test = 0.5, double? loss = null, int seeds = 2, int diverged = 0)
        {
            for (int seed = 1; seed <= 2; seed++)
            {
                Folder.Run($"{remedy}-{rate}-{seed}", seed, [$"remedy={remedy},learningRate={rate}"], seed > seeds ? null
                    : RemedyExperiment.Outcome(
                        accuracy: test, validationAccuracy: validation, validationLoss: loss, status: seed > diverged ? "completed" : "diverged"));
            }

            return this;
        }
    }
}
