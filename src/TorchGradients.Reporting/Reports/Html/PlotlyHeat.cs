using System.Text.Json;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Figures;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>Tables whose numbers are colours, for plotly.js.</summary>
static class PlotlyHeat
{
    public static void Write(Utf8JsonWriter json, HeatFigure figure)
    {
        HeatPanel[] panels = [.. figure.Panels.Where(panel => panel.Numbers.Any())];
        PlotlyChart.WriteHead(json, "heat", panels.Select(panel => panel.Title), figure.XLabel, figure.YLabel);
        json.WriteBoolean("sharesScale", figure.SharesScale);
        json.WriteNumber("rows", panels.Max(panel => panel.Rows.Count));
        json.WriteStartArray("data");
        foreach (var (index, panel) in panels.Index()) WritePanel(json, figure, panel, index);
        json.WriteEndArray();

        json.WriteStartObject("layout");
        for (int panel = 0; panel < panels.Length; panel++)
        {
            PlotlyChart.WriteAxis(json, "x", panel, figure.XLabel, axis => axis.WriteString("type", "category"));
            PlotlyChart.WriteAxis(json, "y", panel, figure.YLabel, axis => axis.WriteString("type", "category"));
        }

        if (figure.SharesScale)
        {
            json.WriteStartObject("coloraxis");
            WriteScale(json, figure.ScaleOf(panels[0]), "c");
            WriteBar(json, panels[0].ValueLabel, figure.ScaleOf(panels[0]));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    static void WritePanel(Utf8JsonWriter json, HeatFigure figure, HeatPanel panel, int index)
    {
        var scale = figure.ScaleOf(panel);
        json.WriteStartObject();
        json.WriteString("type", "heatmap");
        json.WriteString("name", PlotlyChart.Text(panel.Title));
        json.WriteString("xaxis", PlotlyChart.Axis("x", index));
        json.WriteString("yaxis", PlotlyChart.Axis("y", index));
        json.WriteTexts("x", panel.Columns.Select(PlotlyChart.Text));
        json.WriteTexts("y", panel.Rows.Select(PlotlyChart.Text));
        json.WriteStartArray("z");
        foreach (var row in panel.Values)
        {
            json.WriteStartArray();
            foreach (double? value in row) json.WriteShort(scale.Of(value));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("text");
        foreach (var row in panel.Values)
        {
            json.WriteStartArray();
            foreach (double? value in row) json.WriteStringValue(ShortNumber.Of(value, absent: ""));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("hovertemplate", $"{PlotlyChart.Text(figure.XLabel)} %{{x}}, {PlotlyChart.Text(figure.YLabel)} %{{y}}<br>{PlotlyChart.Text(panel.ValueLabel)} %{{text}}<extra></extra>");
        if (figure.SharesScale)
        {
            json.WriteString("coloraxis", "coloraxis");
        }
        else
        {
            json.WriteString("texttemplate", "%{text}");
            json.WriteBoolean("showscale", false);
            WriteScale(json, scale, "z");
        }

        json.WriteEndObject();
    }

    static void WriteScale(Utf8JsonWriter json, HeatScale scale, string prefix)
    {
        json.WriteNumber(prefix + "min", scale.Low);
        json.WriteNumber(prefix + "max", scale.High);
        json.WriteStartArray("colorscale");
        foreach (var (place, colour) in scale.Colours.Index())
        {
            json.WriteStartArray();
            json.WriteShort(place / (scale.Colours.Count - 1.0));
            json.WriteStringValue(colour);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    static void WriteBar(Utf8JsonWriter json, string label, HeatScale scale)
    {
        var marks = scale.Marks();
        json.WriteStartObject("colorbar");
        json.WriteString("title", label);
        json.WriteNumber("thickness", 14);
        json.WriteNumbers("tickvals", marks.Select(mark => (double?)mark.Place));
        json.WriteTexts("ticktext", marks.Select(mark => mark.Text));
        json.WriteEndObject();
    }
}
