using System.Text.Json;
using TorchGradients.Reporting.Figures;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>Estimates with their intervals for plotly.js.</summary>
static class PlotlyIntervals
{
    public static void Write(Utf8JsonWriter json, IntervalFigure figure)
    {
        IntervalPanel[] panels = [.. figure.Panels.Where(panel => panel.Marks.Count > 0)];
        PlotlyChart.WriteHead(json, "intervals", panels.Select(panel => panel.Title), "estimate", "");
        json.WriteNumber("rows", panels.Max(panel => panel.Marks.Count));
        json.WriteStartArray("data");
        foreach (var (index, panel) in panels.Index())
        {
            foreach (var mark in panel.Marks) WriteMark(json, mark, index);
        }

        json.WriteEndArray();
        json.WriteStartObject("layout");
        foreach (var (index, panel) in panels.Index())
        {
            var scale = new IntervalScale(panel);
            PlotlyChart.WriteAxis(json, "x", index, panel.XLabel, axis =>
            {
                if (panel.Logarithmic) axis.WriteString("type", "log");
                axis.WriteNumbers("range", [scale.Left, scale.Right]);
            });
            PlotlyChart.WriteAxis(json, "y", index, "", axis =>
            {
                axis.WriteString("type", "category");
                axis.WriteString("autorange", "reversed");
            });
        }

        json.WriteStartArray("shapes");
        foreach (var (index, panel) in panels.Index())
        {
            json.WriteStartObject();
            json.WriteString("type", "line");
            json.WriteString("xref", PlotlyChart.Axis("x", index));
            json.WriteString("yref", PlotlyChart.Axis("y", index) + " domain");
            json.WriteNumber("x0", panel.Logarithmic ? 1 : 0);
            json.WriteNumber("x1", panel.Logarithmic ? 1 : 0);
            json.WriteNumber("y0", 0);
            json.WriteNumber("y1", 1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteMark(Utf8JsonWriter json, IntervalMark mark, int panel)
    {
        string colour = LineStyles.HexOf(mark.Style);
        json.WriteStartObject();
        json.WriteString("type", "scatter");
        json.WriteString("mode", "markers");
        json.WriteString("name", PlotlyChart.Text(mark.Name));
        json.WriteNumber("style", mark.Style);
        json.WriteString("xaxis", PlotlyChart.Axis("x", panel));
        json.WriteString("yaxis", PlotlyChart.Axis("y", panel));
        json.WriteNumbers("x", [mark.Value]);
        json.WriteTexts("y", [PlotlyChart.Text(mark.Name)]);
        json.WriteStartArray("customdata");
        json.WriteStartArray();
        json.WriteShort(mark.Value);
        json.WriteShort(mark.Low);
        json.WriteShort(mark.High);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteString("hovertemplate", "%{customdata[0]:.3~g}"
            + (mark is { Low: not null, High: not null } ? "<br>95 %: %{customdata[1]:.3~g} to %{customdata[2]:.3~g}" : "")
            + "<extra>%{y}</extra>");
        json.WriteStartObject("marker");
        json.WriteString("color", colour);
        json.WriteNumber("size", 9);
        json.WriteString("symbol", mark.IsSignificant ? "circle" : "circle-open");
        json.WriteEndObject();
        if (mark is { Low: { } low, High: { } high })
        {
            json.WriteStartObject("error_x");
            json.WriteString("type", "data");
            json.WriteBoolean("symmetric", false);
            json.WriteNumbers("array", [high - mark.Value]);
            json.WriteNumbers("arrayminus", [mark.Value - low]);
            json.WriteString("color", colour);
            json.WriteNumber("width", 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
