using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace TorchGradients.Reporting.Figures.Pictures;

/// <summary>Tables whose numbers are colours: with a scale beside them, or with the numbers in the cells.</summary>
sealed class HeatPainter(HeatFigure figure) : PanelPainter
{
    const int BarHeight = 220;
    const int MostTicks = 8;

    readonly HeatPanel[] _panels = [.. figure.Panels.Where(panel => panel.Numbers.Any())];

    public override int Count => _panels.Length;

    public override int MostColumns => figure.SharesScale ? 4 : 3;

    public override int PanelHeight =>
        figure.SharesScale ? _panels.Length > 4 ? 230 : 320 : 110 + (28 * _panels.Max(panel => panel.Rows.Count));

    public override int SideWidth => figure.SharesScale ? 110 : 0;

    public override int SideHeight => figure.SharesScale ? BarHeight + 60 : 0;

    public override string TitleOf(int panel) => _panels[panel].Title;

    public override int PanelWidth(int columns) =>
        figure.SharesScale ? columns == 1 ? 640 : columns == 2 ? 420 : 300 : columns == 1 ? 640 : 460;

    public override void Paint(Plot plot, int panel, bool isLeftmost, bool dashes)
    {
        var heat = _panels[panel];
        var scale = figure.ScaleOf(heat);
        int rows = heat.Rows.Count, columns = heat.Columns.Count;
        double[,] places = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                places[rows - 1 - row, column] = scale.Of(heat.Values[row][column]) ?? double.NaN;   // ScottPlot's first row is the top
            }
        }

        var map = plot.Add.Heatmap(places);
        map.Colormap = new ScaleColors(scale);
        map.ManualRange = new ScottPlot.Range(scale.Low, scale.High);
        map.NaNCellColor = Color.FromHex("#FFFFFF");
        if (!figure.SharesScale) AddNumbers(plot, heat, scale);

        Label(plot.Axes.Bottom, figure.XLabel);
        Label(plot.Axes.Left, isLeftmost ? figure.YLabel : "");
        plot.Axes.Bottom.TickGenerator = Ticks(heat.Columns, MostTicks);
        plot.Axes.Left.TickGenerator = Ticks(heat.Rows, figure.SharesScale ? MostTicks : int.MaxValue);
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, columns - 0.5, -0.5, rows - 0.5);
    }

    public override void PaintSide(SKCanvas canvas, bool dashes, float left, float top)
    {
        if (!figure.SharesScale) return;

        var scale = figure.ScaleOf(_panels[0]);
        using var font = new SKFont(FigureFont.Typeface, 13);
        using var ink = new SKPaint { Color = FigureLegend.Ink, IsAntialias = true };
        canvas.DrawText(_panels[0].ValueLabel, left, top, font, ink);
        for (int y = 0; y < BarHeight; y++)
        {
            var color = new ScaleColors(scale).GetColor(1 - (y / (BarHeight - 1.0)));
            using var paint = new SKPaint { Color = new SKColor(color.R, color.G, color.B) };
            canvas.DrawRect(left, top + 16 + y, 18, 1.5f, paint);
        }

        foreach (var (place, text) in scale.Marks())
        {
            float y = top + 16 + (float)(BarHeight * (1 - ((place - scale.Low) / (scale.High - scale.Low))));
            canvas.DrawText(text, left + 26, y + 4, font, ink);
        }
    }

    void AddNumbers(Plot plot, HeatPanel heat, HeatScale scale)
    {
        for (int row = 0; row < heat.Rows.Count; row++)
        {
            for (int column = 0; column < heat.Columns.Count; column++)
            {
                if (scale.Of(heat.Values[row][column]) is not { } place) continue;

                var color = new ScaleColors(scale).GetColor((place - scale.Low) / (scale.High - scale.Low));
                var text = plot.Add.Text(Analysis.ShortNumber.Of(heat.Values[row][column]), column, row);
                text.LabelFontSize = 12;
                text.LabelAlignment = Alignment.MiddleCenter;
                text.LabelFontColor = ScaleColors.IsDark(color) ? Colors.White : Colors.Black;
            }
        }
    }

    static NumericManual Ticks(IReadOnlyList<string> names, int most)
    {
        var ticks = new NumericManual();
        int step = Math.Max(1, (int)Math.Ceiling(names.Count / (double)most));
        for (int place = 0; place < names.Count; place += step) ticks.AddMajor(place, names[place]);
        return ticks;
    }
}
