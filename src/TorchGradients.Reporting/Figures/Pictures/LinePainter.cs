using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace TorchGradients.Reporting.Figures.Pictures;

/// <summary>Lines with bands, and their legend.</summary>
sealed class LinePainter(LineFigure figure) : PanelPainter
{
    readonly IReadOnlyList<FigurePanel> _panels = figure.Drawn;
    readonly FigureLegend _legend = new(figure.Legend);
    readonly ValueScale _scale = new(figure);

    public override int Count => _panels.Count;

    public override int SideWidth => _legend.Width;

    public override int SideHeight => _legend.Height;

    public override string? Note => figure.HasZeros ? $"Open markers at the lower edge: {figure.ZeroMeaning}." : null;

    public override string TitleOf(int panel) => _panels[panel].Title;

    public override void PaintSide(SKCanvas canvas, bool dashes, float left, float top) => _legend.Draw(canvas, dashes, left, top);

    public override void Paint(Plot plot, int panel, bool isLeftmost, bool dashes)
    {
        Label(plot.Axes.Bottom, figure.XLabel);
        Label(plot.Axes.Left, isLeftmost ? figure.YLabel : "");
        plot.Axes.Left.TickGenerator = _scale.Ticks();
        foreach (var line in _panels[panel].Lines) Add(plot, line, dashes);
        LimitX(plot, _panels[panel]);
    }

    void Add(Plot plot, FigureLine line, bool dashes)
    {
        if (line.IsPrediction)
        {
            plot.Add.Plottable(new PredictedLine(
                [.. line.Points.Select(point => new Coordinates(point.X, _scale.Of(point.Mean)))], LineStyles.ColorOf(line.Style)));
            return;
        }

        var color = LineStyles.ColorOf(line.Style);
        double[] x = [.. line.Points.Select(point => point.X)];
        double[] y = [.. line.Points.Select(point => _scale.Of(point.Mean))];
        if (line.Points.Any(point => point.Low != point.High))
        {
            var band = plot.Add.FillY(
                x,
                [.. line.Points.Select(point => _scale.Of(point.Low))],
                [.. line.Points.Select(point => _scale.Of(point.High))]);
            band.FillColor = color.WithAlpha(0.15);
            band.LineWidth = 0;
            band.MarkerShape = MarkerShape.None;
        }

        var scatter = plot.Add.Scatter(x, y, color);
        scatter.LineWidth = LineStyles.WidthOf(line.Style);
        scatter.LinePattern = LineStyles.PatternOf(line.Style, dashes);
        scatter.MarkerShape = LineStyles.MarkersOf(line.Style).Filled;
        scatter.MarkerSize = x.Length <= 30 ? 7 : 0;
        if (figure.Logarithmic) AddZeros(plot, line);
    }

    void AddZeros(Plot plot, FigureLine line)
    {
        foreach (var point in line.Points.Where(point => point.Mean == 0))
        {
            var under = plot.Add.Marker(point.X, _scale.Of(0), MarkerShape.FilledCircle, 9, Colors.White);
            under.MarkerLineWidth = 0;
            var marker = plot.Add.Marker(
                point.X, _scale.Of(0), LineStyles.MarkersOf(line.Style).Open, 8, LineStyles.ColorOf(line.Style));
            marker.MarkerLineWidth = 1.5f;
        }
    }

    void LimitX(Plot plot, FigurePanel panel)
    {
        double[] x = [.. panel.Lines.SelectMany(line => line.Points).Select(point => point.X)];
        double margin = Math.Max(0.3, (x.Max() - x.Min()) * 0.03);
        plot.Axes.SetLimits(x.Min() - margin, x.Max() + margin, _scale.Bottom, _scale.Top);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
    }
}
