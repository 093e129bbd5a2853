using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Archive;

public sealed class ExperimentArchiveTests
{
    const string Completed = """
        { "identity": "IDENTITY", "status": "completed", "reason": null, "steps": 2, "seconds": 1.5, "trainLoss": "NaN",
          "testLoss": 0.5, "testAccuracy": 0.875,
          "decay": { "atInitialization": { "factorPerLayer": 0.24, "low": 0.23, "high": 0.25, "firstToLastRatio": 1e-13 }, "atEnd": null },
          "cost": { "stepMicroseconds": 400, "probeShare": 0.1 } }
        """;

    [Fact]
    public void Holds_the_plan_and_the_outcome_of_each_run()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a", 1, ["remedy=none"], Completed).Run("b", 2, ["remedy=none"]).Planned();

        var archive = ExperimentArchive.Open(folder.Path);

        Assert.Equal("trial", archive.Plan.Experiment);
        Assert.Equal("Which remedies help?", archive.Plan.Question);
        Assert.Equal(["a note"], archive.Plan.Notes!);
        Assert.Equal([new ArchivedAxis("remedy", "scientific")], archive.Axes);
        var run = archive.Runs[0];
        Assert.Equal(("a", 1L, "completed"), (run.Plan.Folder, run.Plan.Seed, run.Status));
        Assert.Equal(double.NaN, run.Outcome!.TrainLoss);
        Assert.Equal(0.24, run.Outcome.Decay!.AtInitialization!.FactorPerLayer);
        Assert.Null(run.Outcome.Decay.AtEnd);
        Assert.Null(archive.Runs[1].Status);
        Assert.Empty(archive.Runs[1].Records.LayerQuantities);
    }

    [Fact]
    public void Seeds_of_a_cell_stand_together_and_a_run_in_two_cells_stands_in_both()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a", 1, ["remedy=none", "remedy=same"]).Run("b", 2, ["remedy=none"]).Planned();

        var cells = ExperimentArchive.Open(folder.Path).Cells;

        Assert.Equal(["none", "same"], cells.Select(cell => cell.Values[0]));
        Assert.Equal([1L, 2L], cells[0].Runs.Select(run => run.Plan.Seed));
        Assert.Equal([1L], cells[1].Runs.Select(run => run.Plan.Seed));
    }

    [Fact]
    public void Records_are_values_by_quantity_and_step()
    {
        string records = ExperimentFolder.Layers("delta-norm", 0, 0.5, null, double.NaN)
            + ExperimentFolder.Layers("delta-norm", 10, double.PositiveInfinity, 2, 3)
            + """{"@t":"2026-01-01T00:00:00Z","@mt":"m","Kind":"lifecycle","Step":10,"Quantity":"ended","Detail":"x"}""" + "\n"
            + ExperimentFolder.Scalar("train-loss", 0, 2.5);
        using var folder = new ExperimentFolder().Run("a", 1, [""], Completed, records).Planned();

        var read = ExperimentArchive.Open(folder.Path).Runs[0].Records;

        Assert.Equal(["delta-norm"], read.LayerQuantities);
        Assert.Equal([0, 10], read["delta-norm"].Select(recorded => recorded.Step));
        Assert.Equal([0.5, null, double.NaN], read["delta-norm"].First().Values);
        Assert.Equal([(0, 0.5), (10, double.PositiveInfinity)], read.Series("delta-norm", layer: 1));
        Assert.Equal([(10, 2.0)], read.Series("delta-norm", layer: 2));
        Assert.Equal([(0, 2.5)], read.Series("train-loss", layer: 1));
    }

    [Fact]
    public void An_outcome_of_other_work_than_planned_does_not_count()
    {
        using var folder = new ExperimentFolder()
            .Run("a", 1, [""], Completed.Replace("IDENTITY", "other", StringComparison.Ordinal)).Planned();

        Assert.Null(ExperimentArchive.Open(folder.Path).Runs[0].Outcome);
    }

    [Fact]
    public void A_folder_without_a_plan_is_named()
    {
        var exception = Assert.Throws<ArchiveException>(() => ExperimentArchive.Open("nowhere"));

        Assert.Equal("'nowhere' holds no plan.json: give the folder of an experiment.", exception.Message);
    }
}
