using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis;

public sealed class MissingPartsTests
{
    [Fact]
    public void A_half_finished_broken_mixed_folder_is_reported_as_far_as_it_goes()
    {
        string failed = RemedyExperiment.Outcome(status: "failed").Replace("\"steps\"", "\"reason\": \"out of memory\", \"steps\"", StringComparison.Ordinal);
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("whole", 1, ["remedy=none"], RemedyExperiment.Outcome(0.5), RemedyExperiment.Records(0.5, 1e-3))
            .Run("none-yet", 2, ["remedy=none"])
            .Run("failed", 1, ["remedy=x"], failed)
            .Run("broken", 2, ["remedy=x"], "{ \"identity\": ")
            .Run("other", 3, ["remedy=x"], RemedyExperiment.Outcome(0.5).Replace("IDENTITY", "else", StringComparison.Ordinal))
            .Run("no-records", 4, ["remedy=x"], RemedyExperiment.Outcome(0.6))
            .Planned();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

        Assert.Equal(
            [
                "1 of 6 runs has no result yet: none-yet.",
                "1 of 6 runs failed: failed (out of memory).",
                "1 of 2 finished runs did not record delta-norm: nothing is said of the gradient there.",
                "1 of 2 finished runs did not record update-ratio: nothing is said of updates there.",
                "1 of 2 finished runs did not record train-loss: nothing is said of the training loss there.",
            ],
            analysis.Missing.Where(sentence => !sentence.StartsWith(folder.Path, StringComparison.Ordinal)));
        string[] files = [.. analysis.Missing.Where(sentence => sentence.StartsWith(folder.Path, StringComparison.Ordinal))];
        Assert.Equal(
            [
                $"{Path.Combine(folder.Path, "broken", "outcome.json")}, line 1 is not an outcome, so the run counts as not ended.",
                $"{Path.Combine(folder.Path, "other")} holds the outcome of other work than planned; run the experiment again.",
                $"{Path.Combine(folder.Path, "no-records", "records.clef")} is not there.",
            ],
            files);
        Assert.Equal([1, 1], analysis.Cells.Select(cell => cell.EndedRuns.Count()));
    }

    [Fact]
    public void Runs_that_the_plan_does_not_name_are_left_out_with_a_word()
    {
        using var folder = RemedyExperiment.Write();
        Directory.CreateDirectory(Path.Combine(folder.Path, "of-earlier-axes"));
        File.WriteAllText(Path.Combine(folder.Path, "of-earlier-axes", "outcome.json"), "{}");
        Directory.CreateDirectory(Path.Combine(folder.Path, "figures"));

        Assert.Equal(
            ["1 folder of a run is not named by plan.json and left out: of-earlier-axes."],
            ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Missing);
    }

    [Fact]
    public void A_whole_folder_lacks_nothing()
    {
        using var folder = RemedyExperiment.Write();

        Assert.Empty(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Missing);
    }
}
