using SkiaSharp;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Figures.Pictures;
using Xunit;

namespace TorchGradients.Tests.Reporting.Figures;

public sealed class FigureGalleryTests
{
    [Fact]
    public void Every_figure_is_written_as_png_and_svg()
    {
        using var folder = MadeExperiment.Write(["none", "relu", "batch-norm"], [4, 20], seeds: 2, steps: 3);

        var drawn = FigureGallery.Draw(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));

        Assert.Equal(
            [
                "delta-profile", "delta-heat-map", "attenuation", "update-profile", "first-layer-update", "training-loss", "test-accuracy",
                "decay-by-depth", "remedy-by-depth", "phase-diagram", "jacobian-singular-values", "effects", "activations", "saturation",
            ],
            drawn.Select(figure => figure.Name));

        // One is of another kind of grid, the other of a quantity that the first experiments do not record.
        Assert.Equal(["phase-diagram", "jacobian-singular-values"], drawn.Where(figure => figure.Reason is not null).Select(figure => figure.Name));
        drawn = [.. drawn.Where(figure => figure.Reason is null)];
        foreach (string png in drawn.Select(figure => figure.Files[0]))
        {
            using var bitmap = SKBitmap.Decode(png);
            Assert.InRange(bitmap.Width, 1400, 2900);
            Assert.InRange(bitmap.Height, 350, 2000);
            Assert.True(Colours(bitmap) > 5, $"{png} is empty.");
        }

        Assert.All(drawn, figure => Assert.StartsWith("<?xml", File.ReadAllText(figure.Files[1]), StringComparison.Ordinal));
    }

    [Fact]
    public void A_figure_that_cannot_be_drawn_is_a_line_that_says_why_and_leaves_no_picture_of_an_earlier_report()
    {
        using var folder = new ExperimentFolder().Run("seed=1", 1, [""], RemedyExperiment.Outcome()).Planned();
        Directory.CreateDirectory(Path.Combine(folder.Path, "figures"));
        File.WriteAllText(Path.Combine(folder.Path, "figures", "effects.png"), "of an earlier report");

        var drawn = FigureGallery.Draw(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));

        Assert.Equal(
            [
                "The figure delta-profile cannot be drawn: no run has recorded delta-norm.",
                "The figure delta-heat-map cannot be drawn: no run has recorded delta-norm.",
                "The figure attenuation cannot be drawn: no run has recorded weight-factor and derivative-factor.",
                "The figure update-profile cannot be drawn: no run has recorded update-ratio.",
                "The figure first-layer-update cannot be drawn: no run has recorded update-ratio.",
                "The figure training-loss cannot be drawn: no run has recorded train-loss.",
                "The figure test-accuracy cannot be drawn: no run has recorded the test accuracy along training.",
                "The figure decay-by-depth cannot be drawn: no run has recorded delta-norm.",
                "The figure remedy-by-depth cannot be drawn: no run has recorded delta-norm or a test accuracy.",
                "The figure phase-diagram cannot be drawn: no cell tells how widely its first weights are spread; an axis over model:initialization:standardDeviation does.",
                "The figure jacobian-singular-values cannot be drawn: no run has recorded jacobian-singular-values.",
                "The figure effects cannot be drawn: nothing is compared; it needs a baseline, or a grid of two axes.",
                "The figure activations cannot be drawn: no run has recorded activation-mean and activation-std.",
                "The figure saturation cannot be drawn: no run has recorded saturation.",
            ],
            drawn.Select(figure => figure.Reason));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.Path, "figures")));
    }

    [Fact]
    public void Where_no_run_is_complete_that_is_why_whatever_was_recorded()
    {
        using var folder = new ExperimentFolder()
            .Run("seed=1", 1, [""], RemedyExperiment.Outcome(status: "failed"), RemedyExperiment.Records(0.2, 1e-3)).Planned();

        var drawn = FigureGallery.Draw(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));

        Assert.All(drawn, figure => Assert.Equal($"The figure {figure.Name} cannot be drawn: no run is complete.", figure.Reason));
    }

    static int Colours(SKBitmap bitmap) => Enumerable.Range(0, bitmap.Width / 7)
        .SelectMany(x => Enumerable.Range(0, bitmap.Height / 7).Select(y => bitmap.GetPixel(x * 7, y * 7))).Distinct().Count();

    [Fact]
    public void Text_is_drawn_with_the_embedded_font_and_has_its_mathematical_signs() =>
        Assert.Equal(
            [true, true, true, true],
            new[] { 'δ', '‖', '⁻', 'Δ' }.Select(sign => FigureFont.Typeface.ContainsGlyph(sign)));
}
