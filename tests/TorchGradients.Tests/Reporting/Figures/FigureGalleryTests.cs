using SkiaSharp;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using Xunit;

namespace TorchGradients.Tests.Reporting.Figures;

public sealed class FigureGalleryTests
{
    [Fact]
    public void Every_figure_is_written_as_png_and_svg()
    {
        using var folder = ExampleExperiment.Write();

        var drawn = FigureGallery.Draw(ExperimentArchive.Open(folder.Path));

        Assert.Equal(["delta-profile", "first-layer-update", "training-loss"], drawn.Select(figure => figure.Name));
        Assert.All(drawn, figure => Assert.Null(figure.Reason));
        foreach (string png in drawn.Select(figure => figure.Files[0]))
        {
            using var bitmap = SKBitmap.Decode(png);
            Assert.InRange(bitmap.Width, 1800, 2400);
            Assert.InRange(bitmap.Height, 800, 1200);
        }

        Assert.All(drawn, figure => Assert.StartsWith("<?xml", File.ReadAllText(figure.Files[1]), StringComparison.Ordinal));
    }

    [Fact]
    public void A_figure_without_records_is_a_line_that_says_why()
    {
        using var folder = new ExperimentFolder().Run("seed=1", 1, [""]).Planned();

        var drawn = FigureGallery.Draw(ExperimentArchive.Open(folder.Path));

        Assert.Equal(
            [
                "The figure delta-profile cannot be drawn: no run has recorded delta-norm.",
                "The figure first-layer-update cannot be drawn: no run has recorded update-ratio.",
                "The figure training-loss cannot be drawn: no run has recorded train-loss.",
            ],
            drawn.Select(figure => figure.Reason));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "figures")));
    }

    [Fact]
    public void Text_is_drawn_with_the_embedded_font_and_has_its_mathematical_signs() =>
        Assert.Equal(
            [true, true, true, true],
            new[] { 'δ', '‖', '⁻', 'Δ' }.Select(sign => FigureFont.Typeface.ContainsGlyph(sign)));
}
