using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Figures.Shown;
using Xunit;

namespace TorchGradients.Tests.Reporting.Figures;

/// <summary>Theory beside the measurement in the figures that show what it predicts.</summary>
public sealed class PredictedLinesTests
{
    [Fact]
    public void Decay_by_depth_has_the_predicted_factor_of_each_network()
    {
        using var folder = Networks(predicted: true, factors: true);

        FigurePanel panel = Assert.Single(Lines(DecayByDepthFigure.Model(Analysed(folder))).Panels);

        // Profiles that halve a layer are measured, ones that fall to a quarter predicted.
        Assert.Equal(["trial", "trial, predicted"], panel.Lines.Select(line => line.Name));
        Assert.Equal([(2, 0.25), (3, 0.25)], panel.Lines[1].Points.Select(point => ((int)point.X, Math.Round(point.Mean, 12))));
        Assert.All(panel.Lines[1].Points, point => Assert.Equal((point.Mean, point.Mean), (point.Low, point.High)));
    }

    [Fact]
    public void Attenuation_has_the_predicted_product_beside_the_measured_one()
    {
        using var folder = Networks(predicted: true, factors: true);

        LineFigure figure = Lines(AttenuationFigure.Model(Analysed(folder)));

        Assert.Equal(
            ["depth = 2: by the weights", "depth = 2: by the derivative", "depth = 2: both together"],
            figure.Panels.Take(3).Select(panel => panel.Title));
        Assert.Equal([0.5, 0.5], figure.Panels[2].Lines[0].Points.Select(point => Math.Round(point.Mean, 12)));
        Assert.Equal([0.25, 0.25], figure.Panels[2].Lines[1].Points.Select(point => Math.Round(point.Mean, 12)));
        Assert.EndsWith("Thin short dashes of the same colour are what theory predicts.", figure.Reading, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_prediction_both_say_so()
    {
        using var folder = Networks(predicted: false, factors: true);
        var analysis = Analysed(folder);

        foreach (LineFigure figure in new[] { Lines(DecayByDepthFigure.Model(analysis)), Lines(AttenuationFigure.Model(analysis)) })
        {
            Assert.DoesNotContain(figure.Panels, panel => panel.Lines.Any(line => line.IsPrediction));
            Assert.EndsWith(
                "No prediction is drawn. The runs hold no prediction: an earlier version of the program made them. Run them again with --fresh.",
                figure.Reading, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Where_the_factors_were_not_recorded_their_product_alone_makes_no_figure()
    {
        using var folder = Networks(predicted: true, factors: false);

        Assert.True(AttenuationFigure.Model(Analysed(folder)).IsEmpty);
    }

    static ExperimentFolder Networks(bool predicted, bool factors)
    {
        var folder = new ExperimentFolder().Axis("remedy").Axis("depth");
        foreach (int depth in new[] { 2, 3 })
        {
            folder.Run($"d{depth}", 1, [$"remedy=none,depth={depth}"], RemedyExperiment.Outcome(decay: 0.5),
                ExperimentFolder.Layers("delta-norm", 0, Profile(0.5, depth))
                + (predicted ? ExperimentFolder.Layers("predicted-delta-norm", 0, Profile(0.25, depth)) : "")
                + (factors
                    ? ExperimentFolder.Layers("weight-factor", 0, [.. Enumerable.Repeat<double?>(1, depth), null])
                        + ExperimentFolder.Layers("derivative-factor", 0, [.. Enumerable.Repeat<double?>(0.5, depth + 1)])
                    : ""));
        }

        return folder.Planned();
    }

    static double?[] Profile(double factor, int depth) =>
        [.. Enumerable.Range(0, depth + 1).Select(layer => (double?)Math.Pow(factor, depth - layer))];

    static ExperimentAnalysis Analysed(ExperimentFolder folder) => ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

    static LineFigure Lines(FigureModel model) => Assert.IsType<LineFigure>(model);
}
