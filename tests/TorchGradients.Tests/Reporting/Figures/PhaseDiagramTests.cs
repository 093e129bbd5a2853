using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Figures.Shown;
using Xunit;

namespace TorchGradients.Tests.Reporting.Figures;

public sealed class PhaseDiagramTests
{
    [Fact]
    public void Rows_are_bias_variances_where_they_vary_and_each_depth_has_panels_of_its_own()
    {
        using var folder = PhaseExperiment.Write(predicted: true, biases: [0, 0.5], depths: [2, 3]);

        var figure = Assert.IsType<HeatFigure>(PhaseDiagramFigure.Model(Analysed(folder)));

        Assert.Equal(["depth = 2: predicted", "depth = 2: measured", "depth = 3: predicted", "depth = 3: measured"], figure.Panels.Select(panel => panel.Title));
        Assert.Equal(["0.64", "4.0"], figure.Panels[0].Columns);   // 64 · 0.1², 64 · 0.25²
        Assert.Equal(["0", "0.25"], figure.Panels[0].Rows);
        Assert.Equal([0.5, 0.8], figure.Panels[1].Values[0].Select(value => value!.Value), (a, b) => Math.Abs(a - b) <= 1e-12);
        Assert.Equal([0.25, 0.4], figure.Panels[0].Values[0].Select(value => value!.Value), (a, b) => Math.Abs(a - b) <= 1e-12);
    }

    [Fact]
    public void Rows_are_depths_where_biases_do_not_vary_and_without_a_prediction_it_says_so()
    {
        using var folder = PhaseExperiment.Write(predicted: false, biases: [0], depths: [2, 3]);

        var figure = Assert.IsType<HeatFigure>(PhaseDiagramFigure.Model(Analysed(folder)));

        var panel = Assert.Single(figure.Panels);
        Assert.Equal(("measured", "hidden layers"), (panel.Title, figure.YLabel));
        Assert.Equal(["2", "3"], panel.Rows);
        Assert.EndsWith("No prediction was recorded.", figure.Reading, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_several_variances_there_is_none()
    {
        using var one = PhaseExperiment.Write(predicted: true, biases: [0], depths: [2, 3], weights: [0.1]);
        using var none = ExampleExperiment.Write();

        Assert.Equal(
            "the first weights' standardDeviation is the same everywhere; an axis over model:initialization:standardDeviation varies it.",
            Assert.IsType<MissingFigure>(PhaseDiagramFigure.Model(Analysed(one))).Reason);
        Assert.Equal(
            "no cell tells how widely its first weights are spread; an axis over model:initialization:standardDeviation does.",
            Assert.IsType<MissingFigure>(PhaseDiagramFigure.Model(Analysed(none))).Reason);
    }

    [Fact]
    public void It_is_drawn_with_the_others()
    {
        using var folder = PhaseExperiment.Write(predicted: true, biases: [0, 0.5], depths: [2, 3]);

        Assert.Null(FigureGallery.Draw(Analysed(folder)).Single(figure => figure.Name == "phase-diagram").Reason);
    }

    static ExperimentAnalysis Analysed(ExperimentFolder folder) => ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
}
