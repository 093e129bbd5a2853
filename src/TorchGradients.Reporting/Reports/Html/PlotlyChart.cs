using System.Text.Json;
using TorchGradients.Reporting.Figures;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>
/// A figure as data and layout for plotly.js: of its panels each has its own pair of axes; the page puts the panels in rows as wide
/// as the window, and adds the colours of its scheme.
/// </summary>
static class PlotlyChart
{
    /// <summary>The figure's JSON.</summary>
    public static string Json(FigureModel model) => JsonNumbers.Text(json =>
    {
        json.WriteStartObject();
        if (model is LineFigure lines) PlotlyLines.Write(json, lines);
        else if (model is HeatFigure heat) PlotlyHeat.Write(json, heat);
        else if (model is IntervalFigure intervals) PlotlyIntervals.Write(json, intervals);
        else throw new ArgumentException($"There is no chart of a {model.GetType().Name}.", nameof(model));
        json.WriteEndObject();
    });

    /// <summary>The name of a panel's axis: <c>x</c>, <c>x2</c>, …</summary>
    public static string Axis(string axis, int panel) => panel == 0 ? axis : FormattableString.Invariant($"{axis}{panel + 1}");

    /// <summary>A text that plotly shows as it is: it takes tags and entities for its own.</summary>
    public static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The panels' titles, and the axes' labels for tables.</summary>
    public static void WriteHead(Utf8JsonWriter json, string kind, IEnumerable<string> panels, string xLabel, string yLabel)
    {
        json.WriteString("kind", kind);
        json.WriteTexts("panels", panels);
        json.WriteString("xLabel", xLabel);
        json.WriteString("yLabel", yLabel);
    }

    /// <summary>An axis of the layout.</summary>
    public static void WriteAxis(Utf8JsonWriter json, string axis, int panel, string title, Action<Utf8JsonWriter> more)
    {
        json.WriteStartObject(FormattableString.Invariant($"{axis}axis{(panel == 0 ? "" : panel + 1)}"));
        json.WriteStartObject("title");
        json.WriteString("text", Text(title));
        json.WriteEndObject();
        json.WriteBoolean("automargin", true);
        json.WriteBoolean("zeroline", false);
        more(json);
        json.WriteEndObject();
    }
}
