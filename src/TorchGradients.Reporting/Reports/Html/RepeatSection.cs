namespace TorchGradients.Reporting.Reports.Html;

/// <summary>By which thresholds runs are judged, where they were made, and how to make them again.</summary>
static class RepeatSection
{
    const int MostCells = 200;

    public static string Html(ReportContent content) =>
        $"""
        <section id="judged" aria-labelledby="judged-head">
        <h2 id="judged-head">How it is judged</h2>
        {HtmlText.Table(ThresholdTable.Of(content.Analysis.Thresholds), sorts: false)}
        </section>
        <section id="environment" aria-labelledby="environment-head">
        <h2 id="environment-head">Environment</h2>
        {HtmlText.Table(content.Environment, sorts: false)}
        </section>
        <section id="repeat" aria-labelledby="repeat-head">
        <h2 id="repeat-head">How to repeat it</h2>
        {(RepeatSteps.Of(content, MostCells) is { } steps ? Steps(steps) : "<p>No run tells its config: there is no resolved.json that can be read.</p>")}
        </section>

        """;

    static string Steps(RepeatSteps steps)
    {
        string configs = string.Concat(steps.WithConfigs.Select(cell =>
            $"<p>{HtmlText.Of(cell.Cell.Title)} lacks settings of that config; save this as {cell.File}</p>{Code(cell.Config!)}"));
        string others = steps.Others.Count == 0 ? "" : $"""
            <li><details><summary>Run the other cells, each with a command and an output folder of its own</summary>
            {configs}
            {string.Join('\n', steps.Others.Select(cell => $"<p>{HtmlText.Of(cell.Cell.Title)}</p>{Code(cell.Command)}"))}
            {(steps.LeftOut > 0 ? $"<p class=\"note\">{steps.LeftOut} more cells are left out here.</p>" : "")}
            {(steps.Unknown.Count > 0 ? $"<p class=\"note\">No run tells the config of {steps.Unknown.Count} more cells.</p>" : "")}
            </details></li>
            """;
        return $"""
            <ol>
            <li>{(steps.Commit is { } commit ? $"Check out the program's commit <code>{commit}</code>." : "The program's commit is not known, or not the same for all runs.")}</li>
            <li><details><summary>Save the config of {HtmlText.Of(steps.Start.Title)}, all its seeds in it, as config.json</summary>
            {Code(steps.Config)}</details></li>
            <li>Run it: {Code(RepeatSteps.Command)}</li>
            {others}
            </ol>
            <p>That makes the runs, cell by cell. The comparison and this report come with them from the experiment's own config, where it is at hand:</p>
            {Code(steps.Comparison)}
            <p>A single run is repeated by <code>run RUN/resolved.json --output DIR</code>, where RUN is its folder and DIR a new one. Numbers of the same machine and number of threads are the same to the last digit.</p>
            """;
    }

    static string Code(string text) => $"<pre tabindex=\"0\"><code>{HtmlText.Of(text)}</code></pre>";
}
