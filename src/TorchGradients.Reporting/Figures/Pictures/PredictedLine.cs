using ScottPlot;

namespace TorchGradients.Reporting.Figures.Pictures;

/// <summary>A line of predictions in a panel: thin, in short dashes, which only the finished axes can place.</summary>
/// <param name="points">The points, as places on the axes.</param>
/// <param name="color">The colour of the line that they predict.</param>
sealed class PredictedLine(IReadOnlyList<Coordinates> points, Color color) : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;   // the panel sets its own

    public void Render(RenderPack rp)
    {
        var style = new LineStyle(ShortDashes.Width, color, LinePattern.Solid);
        foreach (PixelLine dash in ShortDashes.Along([.. points.Select(Axes.GetPixel)])) style.Render(rp.Canvas, dash, rp.Paint);
    }
}
