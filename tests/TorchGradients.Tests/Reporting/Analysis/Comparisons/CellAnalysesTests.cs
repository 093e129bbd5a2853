using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Comparisons;

public sealed class CellAnalysesTests
{
    [Fact]
    public void A_cell_is_compared_to_the_baseline_at_the_same_values_of_the_other_axes()
    {
        using var folder = RemedyExperiment.Write();

        var cells = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Cells;

        Assert.Equal(
            ["none, depth 4", "relu, depth 4", "adam, depth 4", "none, depth 20", "relu, depth 20", "adam, depth 20"],
            cells.Select(cell => cell.Title));
        Assert.All(cells, cell => Assert.Equal(["none", cell.Values[1]], cell.BaselineValues));
        Assert.Equal([true, false, false, true, false, false], cells.Select(cell => cell.IsBaseline));
        Assert.Equal([0, 8, 8, 0, 8, 8], cells.Select(cell => cell.Comparisons.Count));
    }

    [Fact]
    public void Pairs_are_made_by_seed_and_values_that_are_not_finite_are_counted_and_left_out()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a1", 1, ["remedy=none"], RemedyExperiment.Outcome(trainLoss: 2))
            .Run("a2", 2, ["remedy=none"], RemedyExperiment.Outcome(trainLoss: 4))
            .Run("a3", 3, ["remedy=none"], RemedyExperiment.Outcome(trainLoss: 8))
            .Run("b2", 2, ["remedy=x"], RemedyExperiment.Outcome(trainLoss: 1))
            .Run("b3", 3, ["remedy=x"], RemedyExperiment.Outcome(trainLoss: double.NaN, status: "diverged"))
            .Run("b4", 4, ["remedy=x"], RemedyExperiment.Outcome(trainLoss: 100))
            .Run("b5", 5, ["remedy=x"], RemedyExperiment.Outcome(trainLoss: 7, status: "cancelled"))
            .Planned();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
        var cell = analysis.Cells[1];

        Assert.Equal((50.5, 2, 1), (cell["trainLoss"].Mean!.Mean, cell["trainLoss"].Mean!.Count, cell["trainLoss"].LeftOut));
        Assert.Equal([(2L, 1.0), (3L, null), (4L, (double?)100)], cell["trainLoss"].Seeds.Select(seed => (seed.Seed, seed.Value)));
        Assert.Equal((1, 0.25), (cell.Compared("trainLoss")!.Paired.Pairs, cell.Compared("trainLoss")!.Paired.Ratio));
        Assert.Null(cell.Compared("trainLoss")!.Paired.PValue);
        Assert.Equal(
            "Diverged runs are left out of means wherever their value is not finite, so these look better than they are: x: 1 of 3.",
            Assert.Single(analysis.Caveats, caveat => caveat.Kind == CaveatKind.DivergedLeftOut).Text);
        Assert.Contains("1 of 7 runs was cancelled: b5.", analysis.Missing);
    }

    [Fact]
    public void Holms_family_is_the_comparisons_of_one_measure()
    {
        using var folder = RemedyExperiment.Write();

        var compared = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Cells
            .SelectMany(cell => cell.Comparisons).Where(comparison => comparison.Measure.Name == "trainLoss").ToArray();

        Assert.Equal(4, compared.Length);
        double smallest = compared.Min(comparison => comparison.Paired.PValue!.Value);
        Assert.Equal(4 * smallest, compared.Min(comparison => comparison.HolmPValue!.Value), 1e-15);
    }

    [Fact]
    public void Without_a_baseline_nothing_is_compared_and_a_caveat_says_so()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a1", 1, ["remedy=none"], RemedyExperiment.Outcome()).Run("b1", 1, ["remedy=x"], RemedyExperiment.Outcome()).Planned();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

        Assert.All(analysis.Cells, cell => Assert.Empty(cell.Comparisons));
        Assert.Empty(analysis.Verdicts);
        Assert.Contains(analysis.Caveats, caveat => caveat.Kind == CaveatKind.NoBaseline);
    }

    [Theory]
    [InlineData("depth", "3", "20", "{ \"depth\": 3 }")]
    [InlineData("nesterov", "true", "false", "{ \"nesterov\": true }")]
    [InlineData("activation", "relu", "tanh", "{ \"activation\": \"relu\" }")]
    public void The_caveat_without_a_baseline_names_a_cell_of_the_experiment(string axis, string first, string second, string example)
    {
        using var folder = new ExperimentFolder().Axis(axis)
            .Run("a", 1, [$"{axis}={first}"], RemedyExperiment.Outcome()).Run("b", 1, [$"{axis}={second}"], RemedyExperiment.Outcome()).Planned();

        Assert.Equal(
            $"The experiment names no baseline, so nothing is compared: name a cell, for example \"baseline\": {example}.",
            Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Caveats, caveat => caveat.Kind == CaveatKind.NoBaseline).Text);
    }

    [Fact]
    public void A_number_is_named_with_its_axis_and_a_word_by_itself()
    {
        using var folder = new ExperimentFolder().Axis("depth").Axis("remedy").Baseline(("depth", "4"))
            .Run("a", 1, ["depth=4,remedy=relu"], RemedyExperiment.Outcome(0.5, 0.5), RemedyExperiment.Records(0.9, 1e-3))
            .Run("b", 1, ["depth=20,remedy=relu"], RemedyExperiment.Outcome(0.4, 0.5), RemedyExperiment.Records(0.9, 1e-3)).Planned();
        using var words = new ExperimentFolder().Axis("remedy").Axis("depth")
            .Run("a", 1, ["remedy=relu,depth=4"], RemedyExperiment.Outcome(0.5)).Planned();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

        Assert.Equal(["depth 4, remedy relu", "depth 20, remedy relu"], analysis.Cells.Select(cell => cell.Title));
        Assert.Equal("relu, depth 4", ExperimentAnalysis.Of(ExperimentArchive.Open(words.Path)).Cells[0].Title);
        Assert.StartsWith("At remedy relu: gradient and update are in order and the network trains with depth 20.", analysis.Answers[0].Text, StringComparison.Ordinal);
        Assert.Equal(["depth 4", "depth 20"], FigureCells.Of(analysis).All.Select(cell => cell.Name));
    }

    [Fact]
    public void A_single_run_is_a_grid_of_one()
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], RemedyExperiment.Outcome(0.5)).Planned();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

        Assert.Equal("the run", Assert.Single(analysis.Cells).Title);
        Assert.Equal([CaveatKind.FewSeeds], analysis.Caveats.Select(caveat => caveat.Kind));
    }
}
