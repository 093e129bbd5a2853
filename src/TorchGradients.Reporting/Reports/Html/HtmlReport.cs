namespace TorchGradients.Reporting.Reports.Html;

/// <summary>
/// <c>report.html</c>: one file that opens from disk without a network. Whatever a person has named shows as text: it is encoded
/// between tags, escaped within JSON, and put on the page by script as text only.
/// </summary>
static class HtmlReport
{
    /// <summary>The file's name in the experiment's folder.</summary>
    public const string FileName = "report.html";

    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter page, ReportContent content)
    {
        var runs = new RunData(content);
        page.Write(Top(content));
        page.Write(OpeningSection.Html(content));
        page.Write(FigureSection.Html(content));
        page.Write(TheorySection.Html(content));
        page.Write(RemedySection.Html(content));
        page.Write(RunSection.Html(content, runs));
        page.Write(RepeatSection.Html(content));
        page.Write("</main>\n");
        Data(page, "runs-data", runs.Json());
        // Kept as text until the first chart is drawn, so that reading can begin before 3.6 MB of script are understood.
        page.Write("<script type=\"text/plain\" id=\"plotly\">");
        page.Write(PageResource.Plotly());
        page.Write("</script>\n");
        foreach (string script in new[] { "report.js", "charts.js", "runs.js" })
        {
            page.Write($"<script>\n{PageResource.Own(script)}</script>\n");
        }

        page.Write("</body>\n</html>\n");
    }

    /// <summary>JSON for the scripts.</summary>
    internal static void Data(TextWriter page, string id, string json) =>
        page.Write($"<script type=\"application/json\" id=\"{id}\">{json}</script>\n");

    static string Top(ReportContent content) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
        <meta name="color-scheme" content="light dark">
        <title>{HtmlText.Of(content.Name)} – TorchGradients</title>
        <style>
        {PageResource.Own("report.css")}</style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the verdict</a>
        <header class="bar">
        <nav aria-label="Sections">
        <a href="#verdict">Verdict</a><a href="#comparison">Comparison</a><a href="#figures">Figures</a><a href="#theory">Theory</a><a href="#remedies">Cells</a><a href="#runs">Runs</a><a href="#judged">Thresholds</a><a href="#environment">Environment</a><a href="#repeat">Repeat it</a>
        </nav>
        <button type="button" id="theme" aria-label="Switch between light and dark">Light or dark</button>
        </header>
        <main id="main">

        """;
}
