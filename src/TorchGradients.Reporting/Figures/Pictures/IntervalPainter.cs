using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace TorchGradients.Reporting.Figures.Pictures;

/// <summary>Estimates with their intervals, one below the other.</summary>
sealed class IntervalPainter(IntervalFigure figure) : PanelPainter
{
    readonly IntervalPanel[] _panels = [.. figure.Panels.Where(panel => panel.Marks.Count > 0)];

    public override int Count => _panels.Length;

    public override int PanelHeight => 110 + (24 * Math.Max(4, _panels.Max(panel => panel.Marks.Count)));

    public override int SideWidth => 0;

    public override int SideHeight => 0;

    public override int PanelWidth(int columns) => columns == 1 ? 720 : 460;

    public override string TitleOf(int panel) => _panels[panel].Title;

    public override void PaintSide(SKCanvas canvas, bool dashes, float left, float top)
    {
    }

    public override void Paint(Plot plot, int panel, bool isLeftmost, bool dashes)
    {
        var intervals = _panels[panel];
        var scale = new IntervalScale(intervals);
        var noEffect = plot.Add.VerticalLine(scale.NoEffect, 1, Color.FromHex("#808080"));
        noEffect.LinePattern = LinePattern.Solid;
        var names = new NumericManual();
        foreach (var (index, mark) in intervals.Marks.Index())
        {
            double y = intervals.Marks.Count - 1 - index;
            var color = LineStyles.ColorOf(mark.Style);
            names.AddMajor(y, mark.Name);
            if (mark is { Low: { } low, High: { } high })
            {
                var line = plot.Add.Line(scale.Of(low), y, scale.Of(high), y);
                line.LineColor = color;
                line.LineWidth = 2;
                line.MarkerShape = MarkerShape.None;
            }

            var (filled, open) = LineStyles.MarkersOf(mark.Style);
            if (!mark.IsSignificant) plot.Add.Marker(scale.Of(mark.Value), y, MarkerShape.FilledCircle, 9, Colors.White);
            var marker = plot.Add.Marker(scale.Of(mark.Value), y, mark.IsSignificant ? filled : open, 9, color);
            marker.MarkerLineWidth = 1.5f;
        }

        Label(plot.Axes.Bottom, intervals.XLabel);
        Label(plot.Axes.Left, "");
        plot.Axes.Left.TickGenerator = names;
        plot.Axes.Bottom.TickGenerator = scale.Ticks();
        plot.Axes.SetLimits(scale.Left, scale.Right, -0.7, intervals.Marks.Count - 0.3);
    }
}
