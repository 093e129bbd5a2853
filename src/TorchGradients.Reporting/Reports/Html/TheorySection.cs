using TorchGradients.Reporting.Analysis.Predictions;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>Theory beside every measurement, and how well step 0 foretold which cells train.</summary>
static class TheorySection
{
    const int MostRows = 200;

    public static string Html(ReportContent content)
    {
        var analysis = content.Analysis;
        if (analysis.Cells.Count == 0) return "";

        string preflight = analysis.Preflight is { } score
            ? $"<h3>What step 0 foretold</h3>{HtmlText.List(score.Sentences)}"
            : "";
        string table = analysis.Theory.All(one => one.Predicted is null)
            ? ""
            : $"{HtmlText.Table(TheoryTable.Of(analysis, MostRows), Math.Max(1, analysis.Cells[0].Axes.Count))}<p class=\"note\">{HtmlText.Of(TheoryFindings.Reading)}</p>";
        return $"""
            <section id="theory" aria-labelledby="theory-head">
            <h2 id="theory-head">Theory beside measurement</h2>
            {HtmlText.List(TheoryFindings.Of(analysis.Theory))}
            {table}
            {preflight}
            </section>

            """;
    }
}
