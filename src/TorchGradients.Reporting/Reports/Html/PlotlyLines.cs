using System.Text.Json;
using TorchGradients.Reporting.Figures;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>Lines with bands for plotly.js.</summary>
static class PlotlyLines
{
    const int MostWholeTicks = 6;

    static readonly string[] _symbols = ["circle", "square", "triangle-up", "diamond", "triangle-down"];
    static readonly string[] _dashes = ["dash", "6px,2px", "dot"];
    const string PredictionDash = "3px,4px";

    public static void Write(Utf8JsonWriter json, LineFigure figure)
    {
        var panels = figure.Drawn;
        var scale = new ValueScale(figure);
        PlotlyChart.WriteHead(json, "lines", panels.Select(panel => panel.Title), figure.XLabel, figure.YLabel);
        json.WriteBoolean("hasZeros", figure.HasZeros);
        json.WriteStartArray("legend");
        foreach (var line in figure.Legend) WriteLegend(json, line);
        json.WriteEndArray();

        json.WriteStartArray("data");
        foreach (var (index, panel) in panels.Index())
        {
            foreach (var line in panel.Lines) WriteLine(json, figure, scale, line, index);
        }

        json.WriteEndArray();
        json.WriteStartObject("layout");
        for (int panel = 0; panel < panels.Count; panel++)
        {
            PlotlyChart.WriteAxis(json, "x", panel, figure.XLabel, axis => WriteWholeTicks(axis, panels[panel]));
            PlotlyChart.WriteAxis(json, "y", panel, figure.YLabel, axis =>
            {
                if (figure.Logarithmic) axis.WriteString("type", "log");
                axis.WriteString("exponentformat", "power");
                axis.WriteNumbers("range", [scale.Bottom, scale.Top]);
            });
        }

        json.WriteEndObject();
    }

    // There is no layer 1.5.
    static void WriteWholeTicks(Utf8JsonWriter axis, FigurePanel panel)
    {
        double[] x = [.. panel.Lines.SelectMany(line => line.Points).Select(point => point.X)];
        if (!x.All(double.IsInteger)) return;
        if (x.Max() - x.Min() <= MostWholeTicks) axis.WriteNumber("dtick", 1);

        // Nor a layer 0.
        if (x.Min() == 1) axis.WriteNumbers("range", [1 - Math.Min(0.9, 0.04 * (x.Max() - 1)), x.Max() + (0.04 * (x.Max() - 1))]);
    }

    static void WriteLegend(Utf8JsonWriter json, FigureLine line)
    {
        json.WriteStartObject();
        json.WriteString("name", line.Name);
        json.WriteNumber("style", line.Style);
        json.WriteString("color", LineStyles.HexOf(line.Style));
        if (!line.IsPrediction) json.WriteString("symbol", SymbolOf(line.Style));
        json.WriteString("dash", line.IsPrediction ? PredictionDash : DashOf(line.Style));
        json.WriteEndObject();
    }

    static void WriteLine(Utf8JsonWriter json, LineFigure figure, ValueScale scale, FigureLine line, int panel)
    {
        if (line.Points.Any(point => point.Low != point.High)) WriteBand(json, figure, scale, line, panel);
        Begin(json, line, panel);
        if (line.IsPrediction) json.WriteBoolean("prediction", true);
        json.WriteString("mode", line.Points.Count <= 30 && !line.IsPrediction ? "lines+markers" : "lines");
        json.WriteNumbers("x", line.Points.Select(point => (double?)point.X));
        json.WriteNumbers("y", line.Points.Select(point => (double?)Shown(figure, scale, point.Mean)));
        json.WriteStartArray("customdata");
        foreach (var point in line.Points)
        {
            json.WriteStartArray();
            json.WriteShort(point.Mean);
            json.WriteShort(point.Low);
            json.WriteShort(point.High);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("hovertemplate", $"%{{x}}: %{{customdata[0]:.3~g}}<br>%{{customdata[1]:.3~g}} to %{{customdata[2]:.3~g}}<extra>{PlotlyChart.Text(line.Name)}</extra>");
        json.WriteStartObject("line");
        json.WriteString("color", LineStyles.HexOf(line.Style));
        json.WriteNumber("width", line.IsPrediction ? 1.5 : LineStyles.WidthOf(line.Style));
        json.WriteString("dash", line.IsPrediction ? PredictionDash : DashOf(line.Style));
        json.WriteEndObject();
        json.WriteStartObject("marker");
        json.WriteString("color", LineStyles.HexOf(line.Style));
        json.WriteNumber("size", 7);
        json.WriteTexts("symbol", line.Points.Select(point => SymbolOf(line.Style) + (figure.Logarithmic && point.Mean == 0 ? "-open" : "")));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteBand(Utf8JsonWriter json, LineFigure figure, ValueScale scale, FigureLine line, int panel)
    {
        Begin(json, line, panel);
        json.WriteString("mode", "lines");
        json.WriteString("meta", "band");
        json.WriteNumbers("x", line.Points.Concat(line.Points.Reverse()).Select(point => (double?)point.X));
        json.WriteNumbers("y", line.Points.Select(point => (double?)Shown(figure, scale, point.High))
            .Concat(line.Points.Reverse().Select(point => (double?)Shown(figure, scale, point.Low))));
        json.WriteString("fill", "toself");
        json.WriteString("fillcolor", LineStyles.HexOf(line.Style) + "26");
        json.WriteString("hoverinfo", "skip");
        json.WriteStartObject("line");
        json.WriteNumber("width", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Begin(Utf8JsonWriter json, FigureLine line, int panel)
    {
        json.WriteStartObject();
        json.WriteString("type", "scatter");
        json.WriteString("name", PlotlyChart.Text(line.Name));
        json.WriteNumber("style", line.Style);
        json.WriteString("xaxis", PlotlyChart.Axis("x", panel));
        json.WriteString("yaxis", PlotlyChart.Axis("y", panel));
    }

    /// <summary>Exact zeros lie at the lower edge of a logarithmic axis.</summary>
    static double Shown(LineFigure figure, ValueScale scale, double value) =>
        figure.Logarithmic && value <= 0 ? Math.Pow(10, scale.Floor) : value;

    static string SymbolOf(int style) => _symbols[style % _symbols.Length];

    static string DashOf(int style) => style == 0 ? "solid" : _dashes[(style - 1) % _dashes.Length];
}
