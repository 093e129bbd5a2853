using ScottPlot;
using SkiaSharp;

namespace TorchGradients.Reporting.Figures.Pictures;

/// <summary>Draws a figure: title, panels in rows, the legend to the right of them, a note below.</summary>
sealed class FigurePicture
{
    const float Scale = 2;
    const int TitleHeight = 54;
    const int NoteHeight = 26;

    // For the half of the last mark's text that lies beyond the axis.
    const int LabelRoom = 18;

    readonly string _title;
    readonly PanelPainter _painter;
    readonly int _columns;
    readonly int _rows;

    public FigurePicture(FigureModel model)
    {
        FigureFont.Use();
        _title = model.Title;
        _painter = model switch
        {
            LineFigure lines => new LinePainter(lines),
            HeatFigure heat => new HeatPainter(heat),
            IntervalFigure intervals => new IntervalPainter(intervals),
            _ => throw new ArgumentException($"There is no picture of a {model.GetType().Name}.", nameof(model)),
        };
        _columns = _painter.Count == 4 ? 2 : Math.Min(_painter.MostColumns, _painter.Count);
        _rows = (_painter.Count + _columns - 1) / _columns;
    }

    /// <summary>The width in logical pixels; a PNG has twice as many.</summary>
    public int Width => (_columns * PanelWidth) + _painter.SideWidth + 16;

    /// <summary>The height in logical pixels.</summary>
    public int Height => TitleHeight + Math.Max(_rows * _painter.PanelHeight, _painter.SideHeight)
        + (_painter.Note is null ? 0 : NoteHeight) + 8;

    int PanelWidth => _painter.PanelWidth(_columns);

    /// <summary>Writes the picture as PNG.</summary>
    public void SavePng(string file)
    {
        using var surface = SKSurface.Create(new SKImageInfo((int)(Width * Scale), (int)(Height * Scale)));
        surface.Canvas.Scale(Scale);
        Draw(surface.Canvas, dashes: true);
        using var image = surface.Snapshot();
        using var stream = File.Create(file);
        using var pixels = image.PeekPixels();
        if (!pixels.Encode(stream, new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, zLibLevel: 4)))
        {
            throw new InvalidOperationException($"{file} cannot be encoded.");
        }
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
        using var nowhere = new SKNWayCanvas(Width, Height);   // a plot's first rendering draws all twice, to lay it out
        for (int index = 0; index < _painter.Count; index++)
        {
            float left = index % _columns * PanelWidth;
            float top = TitleHeight + (index / _columns * _painter.PanelHeight);
            using var plot = Empty(_painter.TitleOf(index));
            _painter.Paint(plot, index, isLeftmost: index % _columns == 0, dashes);
            var place = new PixelRect(left + 8, left + PanelWidth - LabelRoom, top + _painter.PanelHeight, top);
            plot.Render(nowhere, place);
            canvas.Save();
            canvas.ClipRect(new SKRect(left, top, left + PanelWidth, top + _painter.PanelHeight));   // Render clears what it can reach
            plot.Render(canvas, place);
            canvas.Restore();
        }

        canvas.DrawText(Fitting(title), 22, 34, title, ink);
        _painter.PaintSide(canvas, dashes, (_columns * PanelWidth) + 8, TitleHeight + (_painter.TitleOf(0).Length > 0 ? 34 : 12));
        if (_painter.Note is { } text) canvas.DrawText(text, 22, Height - 12, note, ink);
    }

    /// <summary>The title, smaller where it would not fit.</summary>
    string Fitting(SKFont font)
    {
        while (font.Size > 11 && font.MeasureText(_title) > Width - 40) font.Size -= 0.5f;
        return _title;
    }

    static Plot Empty(string title)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.Grid.MajorLineColor = Color.FromHex("#E4E4E4");
        plot.Axes.Color(Color.FromHex("#404040"));
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        if (title.Length > 0) plot.Title(title, 14);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Axes.Left.MinorTickStyle.Length = 0;
        return plot;
    }
}
