using ScottPlot;
using SkiaSharp;

namespace TorchGradients.Reporting.Figures.Pictures;

/// <summary>The legend that all panels share; none for a single line.</summary>
sealed class FigureLegend(IReadOnlyList<FigureLine> lines)
{
    const int RowHeight = 24;
    const int SymbolWidth = 38;
    const int FontSize = 13;

    /// <summary>The colour of all text.</summary>
    public static SKColor Ink { get; } = new(0x20, 0x20, 0x20);

    public int Width => lines.Count < 2 ? 0 : SymbolWidth + 24 + (int)Math.Ceiling(lines.Max(line => Measure(line.Name)));

    public int Height => lines.Count < 2 ? 0 : 60 + lines.Count * RowHeight;

    public void Draw(SKCanvas canvas, bool dashes, float left, float top)
    {
        if (lines.Count < 2) return;

        using var font = new SKFont(FigureFont.Typeface, FontSize);
        using var ink = new SKPaint { Color = Ink, IsAntialias = true };
        using var paint = Paint.NewDisposablePaint();
        for (int index = 0; index < lines.Count; index++)
        {
            float middle = top + index * RowHeight + RowHeight / 2f;
            int number = lines[index].Style;
            var color = LineStyles.ColorOf(number);
            canvas.DrawText(lines[index].Name, left + SymbolWidth + 8, middle + FontSize * 0.35f, font, ink);
            if (lines[index].IsPrediction)
            {
                var style = new LineStyle(ShortDashes.Width, color, LinePattern.Solid);
                Pixel[] ends = [new(left, middle), new(left + SymbolWidth, middle)];
                foreach (PixelLine dash in ShortDashes.Along(ends)) style.Render(canvas, dash, paint);
                continue;
            }

            var line = new LineStyle(LineStyles.WidthOf(number), color, LineStyles.PatternOf(number, dashes));
            line.Render(canvas, new PixelLine(left, middle, left + SymbolWidth, middle), paint);
            var marker = new MarkerStyle(LineStyles.MarkersOf(number).Filled, 7, color);
            marker.Render(canvas, new Pixel(left + SymbolWidth / 2f, middle), paint);
        }
    }

    static float Measure(string name)
    {
        using var font = new SKFont(FigureFont.Typeface, FontSize);
        return font.MeasureText(name);
    }
}
