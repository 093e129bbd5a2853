using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Figures.Shown;
using Xunit;

namespace TorchGradients.Tests.Reporting.Figures;

public sealed class JacobianFigureTests
{
    [Fact]
    public void Ranks_are_percentiles_and_seeds_a_geometric_mean_before_and_after_training()
    {
        using var folder = Folder(
            (1, PhaseExperiment.SingularValues(0, "8,4,2,1,0.1") + PhaseExperiment.SingularValues(9, "3,3,3,3,3")),
            (2, PhaseExperiment.SingularValues(0, "2,4,2,1,0.4") + PhaseExperiment.SingularValues(9, "3,3,3,3,3")));

        var figure = Assert.IsType<LineFigure>(JacobianFigure.Model(Analysed(folder)));

        Assert.Equal(["first recorded step", "last recorded step"], figure.Panels.Select(panel => panel.Title));
        FigureLine first = Assert.Single(figure.Panels[0].Lines);
        Assert.Equal([0, 25, 50, 75, 100], first.Points.Select(point => point.X));
        Assert.Equal([0.2, 1, 2, 4, 4], first.Points.Select(point => point.Mean), (a, b) => Math.Abs(a - b) <= 1e-12);
        Assert.Equal((2, 8), (first.Points[^1].Low, first.Points[^1].High));
        Assert.Equal("At first recorded step, percentile 0: 0.20. At last recorded step, percentile 0: 3.0.", figure.Sentence);
    }

    [Fact]
    public void One_recorded_step_has_one_panel_and_unknown_quartiles_no_point()
    {
        using var folder = Folder((1, PhaseExperiment.SingularValues(0, "8,null,null,null,0.1")));

        var figure = Assert.IsType<LineFigure>(JacobianFigure.Model(Analysed(folder)));

        Assert.Equal([0, 100], Assert.Single(Assert.Single(figure.Panels).Lines).Points.Select(point => point.X));
    }

    [Fact]
    public void Without_singular_values_there_is_nothing_to_draw()
    {
        using var folder = Folder((1, ExperimentFolder.Layers("delta-norm", 0, 1, 1)));

        Assert.True(JacobianFigure.Model(Analysed(folder)).IsEmpty);
    }

    static ExperimentFolder Folder(params (int Seed, string Records)[] runs)
    {
        var folder = new ExperimentFolder().Axis("remedy");
        foreach (var (seed, records) in runs) folder.Run($"r{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(decay: 0.5), records);
        return folder.Planned();
    }

    static ExperimentAnalysis Analysed(ExperimentFolder folder) => ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
}
