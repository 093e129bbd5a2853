namespace TorchGradients.Reporting.Reports.Html;

/// <summary>The first screen: question, verdict, the figure that proves it, the comparison table; then answers and caveats.</summary>
static class OpeningSection
{
    const int MostRows = 200;

    public static string Html(ReportContent content)
    {
        var analysis = content.Analysis;
        var table = ComparisonRows.Of(analysis, MostRows);
        int axes = analysis.Cells.Count == 0 ? 1 : Math.Max(1, analysis.Cells[0].Axes.Count);
        return $"""
            <section id="verdict" aria-labelledby="question">
            <div class="top"><p class="name">{HtmlText.Of(content.Name)}</p><p class="size">{HtmlText.Of(content.Size)}</p></div>
            <h1 id="question">{HtmlText.Of(analysis.Question.Length > 0 ? analysis.Question : content.Name)}</h1>
            {Missing(analysis.Missing)}
            <p class="verdict"><strong>{HtmlText.Of(content.Headline.First)}</strong> {HtmlText.Of(content.Headline.Second)}</p>
            </section>
            {(content.Proof is { } proof ? FigureSection.Figure(proof, "proof", level: 2) : "<p class=\"note\">There is no figure of this experiment; below each says why.</p>")}
            <section id="comparison" aria-labelledby="comparison-head">
            <div class="top"><h2 id="comparison-head">Comparison</h2>{(HasIntervals(table) ? "<button type=\"button\" id=\"intervals\" aria-pressed=\"false\">95 % intervals</button>" : "")}</div>
            {(ComparisonRows.WhyNone(analysis) is { } none ? $"<p>{none}</p>" : HtmlText.Table(table, axes))}
            {(analysis.Answers.Count > 0 ? "<h3>Answers</h3>" + HtmlText.List(analysis.Answers.Select(answer => answer.Text)) : "")}
            {(analysis.Caveats.Count > 0 ? "<h3>Caveats</h3>" + HtmlText.List(analysis.Caveats.Select(caveat => caveat.Text)) : "")}
            </section>
            {ClaimSection.Html(analysis)}
            """;
    }

    static bool HasIntervals(ReportTable table) => table.Rows.Any(row => row.Any(entry => entry.Interval.Length > 0));

    static string Missing(IReadOnlyList<string> sentences) => sentences.Count == 0
        ? ""
        : $"<div class=\"missing\" role=\"note\" aria-label=\"What is missing\"><strong>What is missing</strong>{HtmlText.List(sentences)}</div>";
}
