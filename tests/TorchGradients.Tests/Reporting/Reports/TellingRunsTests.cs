using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Reports.Html;
using Xunit;

namespace TorchGradients.Tests.Reporting.Reports;

public sealed class TellingRunsTests
{
    [Fact]
    public void Of_each_cell_in_turn_come_one_that_did_not_complete_the_best_and_the_worst()
    {
        using var folder = new ExperimentFolder().Axis("remedy");
        foreach (var (seed, accuracy) in new[] { (1, 0.3), (2, 0.9), (3, 0.1), (4, 0.5) })
        {
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(accuracy));
        }

        folder.Run("b1", 1, ["remedy=x"], RemedyExperiment.Outcome(trainLoss: 0.2)).Run("b2", 2, ["remedy=x"], RemedyExperiment.Outcome(trainLoss: 0.1))
            .Run("b3", 3, ["remedy=x"]).Run("b4", 4, ["remedy=x"], RemedyExperiment.Outcome(status: "diverged"));

        var runs = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).Runs;

        Assert.Equal(
            ["a2", "b3", "a3", "b2", "a4", "b1", "a1", "b4"],
            TellingRuns.First(runs).Select(place => runs[place].Run.Plan.Folder));
    }

    [Fact]
    public void Every_run_comes_once()
    {
        using var folder = MadeExperiment.Write(["none", "relu", "tanh"], [3], seeds: 5, steps: 2);
        File.Delete(Path.Combine(folder.Path, "remedy=relu,depth=3,seed=2", "outcome.json"));

        var runs = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Runs;

        Assert.Equal(Enumerable.Range(0, 15), TellingRuns.First(runs).Order());
    }
}
