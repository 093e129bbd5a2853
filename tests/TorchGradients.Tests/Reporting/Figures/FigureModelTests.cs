using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using Xunit;

namespace TorchGradients.Tests.Reporting.Figures;

public sealed class FigureModelTests
{
    const string Completed = """{ "identity": "IDENTITY", "status": "completed", "steps": 1, "seconds": 1 }""";

    [Fact]
    public void The_profile_is_the_geometric_mean_of_the_seeds_between_smallest_and_largest()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a", 1, ["remedy=none"], Completed, ExperimentFolder.Layers("delta-norm", 0, 1e-8, 1, double.NaN))
            .Run("b", 2, ["remedy=none"], Completed, ExperimentFolder.Layers("delta-norm", 0, 1e-6, 4, 0))
            .Planned();

        var model = DeltaProfileFigure.Model(ExperimentArchive.Open(folder.Path));

        var line = Assert.Single(Assert.Single(model.Panels).Lines);
        Assert.Equal([1e-7, 2, 0], line.Points.Select(point => point.Mean), (a, b) => Math.Abs(a - b) <= 1e-12 * a);
        Assert.Equal([(1e-8, 1e-6), (1, 4), (0, 0)], line.Points.Select(point => (point.Low, point.High)));
        Assert.True(model.HasZeros);
    }

    [Fact]
    public void Networks_of_different_depth_have_panels_of_their_own()
    {
        using var folder = ExampleExperiment.Write();

        var model = DeltaProfileFigure.Model(ExperimentArchive.Open(folder.Path));

        Assert.Equal(["depth = 4", "depth = 20"], model.Panels.Select(panel => panel.Title));
        Assert.Equal(["none", "relu", "scaled-weights", "batch-norm", "adam", "all"], model.LineNames);
        Assert.All(model.Panels[1].Lines, line => Assert.Equal(Enumerable.Range(1, 21).Select(x => (double)x), line.Points.Select(p => p.X)));
    }

    [Fact]
    public void More_than_eight_lines_are_divided_by_the_axis_with_the_fewest_values()
    {
        var folder = new ExperimentFolder().Axis("remedy").Axis("rate");
        foreach (int remedy in Enumerable.Range(1, 5))
        {
            foreach (string rate in new[] { "0.1", "0.2" })
            {
                folder.Run(
                    $"{remedy}-{rate}", 1, [$"remedy={remedy},rate={rate}"], Completed,
                    ExperimentFolder.Scalar("train-loss", 0, 1));
            }
        }

        using var planned = folder.Planned();
        var model = OverStepsFigure.TrainingLoss(ExperimentArchive.Open(planned.Path));

        Assert.Equal(["rate = 0.1", "rate = 0.2"], model.Panels.Select(panel => panel.Title));
        Assert.Equal(["1", "2", "3", "4", "5"], model.LineNames);
    }

    [Fact]
    public void A_long_series_is_drawn_as_means_of_blocks()
    {
        var points = SeedBand.Blocks([.. Enumerable.Range(0, 6).Select(step => (step, (double)step))], 3, geometric: false);

        Assert.Equal([(0.5, 0.5), (2.5, 2.5), (4.5, 4.5)], points);
    }
}
