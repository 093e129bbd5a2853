using System.Globalization;
using System.Xml.Linq;
using ScottPlot;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Figures.Pictures;
using Xunit;

namespace TorchGradients.Tests.Reporting.Figures;

/// <summary>Predictions have the same dashes whether points are near or far.</summary>
public sealed class ShortDashesTests
{
    [Fact]
    public void Begin_every_seven_pixels_and_are_three_long()
    {
        PixelLine[] dashes = [.. ShortDashes.Along([new Pixel(10, 5), new Pixel(40, 5)])];

        Assert.Equal([(10f, 13f), (17f, 20f), (24f, 27f), (31f, 34f), (38f, 40f)], dashes.Select(dash => (Rounded(dash.X1), Rounded(dash.X2))));
        Assert.All(dashes, dash => Assert.Equal((5f, 5f), (dash.Y1, dash.Y2)));
    }

    [Fact]
    public void Go_round_corners_so_that_many_near_points_look_like_few_far_ones()
    {
        PixelLine[] dashes = [.. ShortDashes.Along([new Pixel(0, 0), new Pixel(0, 8), new Pixel(6, 8)])];

        // The second, from 7 to 10 along the line, has its corner at 8.
        Assert.Equal(
            [(0f, 0f, 0f, 3f), (0f, 7f, 0f, 8f), (0f, 8f, 2f, 8f)],
            dashes.Select(dash => (Rounded(dash.X1), Rounded(dash.Y1), Rounded(dash.X2), Rounded(dash.Y2))));
        Assert.Equal(
            Length([new Pixel(0, 0), new Pixel(100, 0)]), Length([.. Enumerable.Range(0, 101).Select(x => new Pixel(x, 0))]), 1e-3);
    }

    [Fact]
    public void Two_depths_far_apart_have_short_dashes_in_the_picture_too()
    {
        FigureLine measured = new("none", 0, [new FigurePoint(3, 0.2, 0.2, 0.2), new FigurePoint(20, 0.2, 0.2, 0.2)]);
        FigureLine predicted = measured with { Name = "none, predicted", IsPrediction = true };
        var figure = new LineFigure("title", "hidden layers", "decay factor", Logarithmic: true, [new FigurePanel("", [measured, predicted])]);
        string file = Path.GetTempFileName();
        new FigurePicture(figure).SaveSvg(file);
        double[][] dashes = [.. Strokes(file)];
        File.Delete(file);

        // A panel is 720 wide, the line in it more than 500: with those of the legend's 38 pixels.
        Assert.InRange(dashes.Length, 75, 110);
        Assert.All(dashes, dash => Assert.InRange(Math.Abs(dash[2] - dash[0]), 0.5, 3.01));
    }

    static float Rounded(float pixel) => MathF.Round(pixel, 4);

    static double Length(Pixel[] corners) => ShortDashes.Along(corners).Sum(dash => Math.Abs(dash.X2 - dash.X1));

    // The ends of all lines that are as thin as predictions are.
    static IEnumerable<double[]> Strokes(string file) =>
        from element in XDocument.Load(file).Descendants()
        where (string?)element.Attribute("stroke-width") == "1.5" && element.Name.LocalName is "path" or "line"
        select element.Name.LocalName == "line"
            ? new[] { "x1", "y1", "x2", "y2" }.Select(name => Number((string)element.Attribute(name)!)).ToArray()
            : [.. ((string)element.Attribute("d")!).Split(['M', 'L', ' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
