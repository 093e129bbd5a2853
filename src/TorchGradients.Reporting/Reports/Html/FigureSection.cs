using TorchGradients.Reporting.Figures;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>The figures, each a chart that is drawn when it comes into view, with a sentence and a table of its numbers.</summary>
static class FigureSection
{
    public static string Html(ReportContent content) =>
        $"""
        <section id="figures" aria-labelledby="figures-head">
        <h2 id="figures-head">Figures</h2>
        {string.Join('\n', content.Figures.Where(figure => !ReferenceEquals(figure, content.Proof)).Select(figure => Figure(figure, figure.Name, level: 3)))}
        </section>

        """;

    /// <summary>A figure, or why there is none.</summary>
    public static string Figure(DrawnFigure figure, string id, int level)
    {
        string head = $"<h{level} id=\"{id}-head\">{HtmlText.Of(figure.Figure.Heading)}</h{level}>";
        if (figure.Reason is { } reason)
        {
            return $"<section class=\"figure\" id=\"{id}\" aria-labelledby=\"{id}-head\">{head}<p class=\"reason\">{HtmlText.Of(reason)}</p></section>";
        }

        string thinning = figure.Model.Thinning is { } left ? $"<p class=\"note\">{HtmlText.Of(left)}</p>" : "";
        return $"""
            <section class="figure" id="{id}" aria-labelledby="{id}-head">
            {head}
            <figure aria-labelledby="{id}-title" aria-describedby="{id}-text">
            <p class="title" id="{id}-title">{HtmlText.Of(figure.Model.Title)}</p>
            <div class="legend" role="group" aria-label="Lines to show"></div>
            <div class="chart {Kind(figure.Model)}" role="img" aria-labelledby="{id}-title" aria-describedby="{id}-text"></div>
            <figcaption id="{id}-text">{HtmlText.Of(figure.Model.Sentence)} <span class="reading">{HtmlText.Of(figure.Model.Reading)}</span></figcaption>
            {thinning}
            <details class="numbers"><summary>The numbers as a table</summary></details>
            <script type="application/json" class="chart-data">{PlotlyChart.Json(figure.Model)}</script>
            </figure>
            </section>
            """;
    }

    static string Kind(FigureModel model) => model switch
    {
        LineFigure => "lines",
        HeatFigure => "heat",
        _ => "intervals",
    };
}
