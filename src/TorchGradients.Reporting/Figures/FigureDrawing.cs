using ScottPlot;
using SkiaSharp;

namespace TorchGradients.Reporting.Figures;

/// <summary>Draws a figure: title, panels side by side (at most three in a row) and the legend to the right of them.</summary>
sealed class FigureDrawing
{
    const float Scale = 2;
    const int PanelHeight = 400;
    const int TitleHeight = 54;
    const int NoteHeight = 26;

    readonly FigureModel _model;
    readonly FigureLegend _legend;
    readonly ValueScale _scale;
    readonly int _columns;
    readonly int _rows;

    public FigureDrawing(FigureModel model)
    {
        FigureFont.Use();
        _model = model with { Panels = [.. model.Panels.Where(panel => panel.Lines.Count > 0)] };
        _legend = new FigureLegend(model.LineNames);
        _scale = new ValueScale(model);
        int panels = _model.Panels.Count;
        _columns = panels == 4 ? 2 : Math.Min(3, panels);
        _rows = (panels + _columns - 1) / _columns;
    }

    /// <summary>The width in logical pixels; a PNG has twice as many.</summary>
    public int Width => _columns * PanelWidth + _legend.Width + 16;

    /// <summary>The height in logical pixels.</summary>
    public int Height => TitleHeight + Math.Max(_rows * PanelHeight, _legend.Height) + (_model.HasZeros ? NoteHeight : 0) + 8;

    int PanelWidth => _columns == 1 ? 720 : _columns == 2 ? 460 : 380;

    /// <summary>Writes the picture as PNG.</summary>
    public void SavePng(string file)
    {
        using var surface = SKSurface.Create(new SKImageInfo((int)(Width * Scale), (int)(Height * Scale)));
        surface.Canvas.Scale(Scale);
        Draw(surface.Canvas, dashes: true);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        using var stream = File.Create(file);
        data.SaveTo(stream);
    }

    /// <summary>Writes the picture as SVG, without dashes, for which Skia has no SVG.</summary>
    public void SaveSvg(string file)
    {
        using var stream = File.Create(file);
        using var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), stream);
        Draw(canvas, dashes: false);
    }

    void Draw(SKCanvas canvas, bool dashes)
    {
        canvas.Clear(SKColors.White);
        using var title = new SKFont(FigureFont.Typeface, 18);
        using var note = new SKFont(FigureFont.Typeface, 12);
        using var ink = new SKPaint { Color = FigureLegend.Ink, IsAntialias = true };
        for (int index = 0; index < _model.Panels.Count; index++)
        {
            float left = index % _columns * PanelWidth;
            float top = TitleHeight + index / _columns * PanelHeight;
            using var plot = Panel(_model.Panels[index], hasYLabel: index % _columns == 0, dashes);
            canvas.Save();
            canvas.ClipRect(new SKRect(left, top, left + PanelWidth, top + PanelHeight));   // Render clears what it can reach
            plot.Render(canvas, new PixelRect(left + 8, left + PanelWidth - 4, top + PanelHeight, top));
            canvas.Restore();
        }

        canvas.DrawText(_model.Title, 22, 34, title, ink);
        _legend.Draw(canvas, dashes, _columns * PanelWidth + 8, TitleHeight + (_model.Panels[0].Title.Length > 0 ? 34 : 12));
        if (_model.HasZeros)
        {
            canvas.DrawText("Open markers at the lower edge: exactly 0.", 22, Height - 12, note, ink);
        }
    }

    Plot Panel(FigurePanel panel, bool hasYLabel, bool dashes)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.Grid.MajorLineColor = Color.FromHex("#E4E4E4");
        plot.Axes.Color(Color.FromHex("#404040"));
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        if (panel.Title.Length > 0) plot.Title(panel.Title, 14);
        plot.Axes.Title.Label.Bold = false;
        Label(plot.Axes.Bottom, _model.XLabel);
        Label(plot.Axes.Left, hasYLabel ? _model.YLabel : "");
        plot.Axes.Left.TickGenerator = _scale.Ticks();
        foreach (var line in panel.Lines) Add(plot, line, dashes);
        LimitX(plot, panel);
        return plot;
    }

    static void Label(IAxis axis, string text)
    {
        axis.Label.Text = text;
        axis.Label.Bold = false;
        axis.Label.FontSize = 14;
        axis.TickLabelStyle.FontSize = 13;
    }

    void Add(Plot plot, FigureLine line, bool dashes)
    {
        int style = _legend.IndexOf(line.Name);
        var color = LineStyles.ColorOf(style);
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
        scatter.LineWidth = LineStyles.WidthOf(style);
        scatter.LinePattern = LineStyles.PatternOf(style, dashes);
        scatter.MarkerShape = LineStyles.MarkersOf(style).Filled;
        scatter.MarkerSize = x.Length <= 30 ? 7 : 0;
        if (_model.Logarithmic) AddZeros(plot, line, style);
    }

    void AddZeros(Plot plot, FigureLine line, int style)
    {
        foreach (var point in line.Points.Where(point => point.Mean == 0))
        {
            var under = plot.Add.Marker(point.X, _scale.Of(0), MarkerShape.FilledCircle, 9, Colors.White);
            under.MarkerLineWidth = 0;
            var marker = plot.Add.Marker(
                point.X, _scale.Of(0), LineStyles.MarkersOf(style).Open, 8, LineStyles.ColorOf(style));
            marker.MarkerLineWidth = 1.5f;
        }
    }

    void LimitX(Plot plot, FigurePanel panel)
    {
        double[] x = [.. panel.Lines.SelectMany(line => line.Points).Select(point => point.X)];
        double margin = Math.Max(0.3, (x.Max() - x.Min()) * 0.03);
        plot.Axes.SetLimits(x.Min() - margin, x.Max() + margin, _scale.Bottom, _scale.Top);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Axes.Left.MinorTickStyle.Length = 0;
    }
}
