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
        {(RepeatSteps.Of(content, MostCells) is { } steps ? Steps(content, steps) : "<p>No run tells its config: there is no resolved.json that can be read.</p>")}
        </section>

        """;

    static string Steps(ReportContent content, RepeatSteps steps)
    {
        int left = content.Analysis.Cells.Count - 1 - steps.Changes.Count;
        string others = steps.Changes.Count == 0 ? "" : $"""
            <li><details><summary>Run the other cells with more options, each in an output folder of its own</summary>
            {string.Join('\n', steps.Changes.Select((change, place) => $"<p>{HtmlText.Of(change.Cell.Title)}</p><pre tabindex=\"0\"><code>{HtmlText.Of(steps.CommandOf(place))}</code></pre>"))}
            {(left > 0 ? $"<p class=\"note\">{left} more cells are left out here.</p>" : "")}
            </details></li>
            """;
        return $"""
            <ol>
            <li>{(steps.Commit is { } commit ? $"Check out the program's commit <code>{commit}</code>." : "The program's commit is not known, or not the same for all runs.")}</li>
            <li><details><summary>Save the config of {HtmlText.Of(steps.Start.Title)}, all its seeds in it, as config.json</summary>
            <pre tabindex="0"><code>{HtmlText.Of(steps.Config)}</code></pre></details></li>
            <li>Run it: <pre tabindex="0"><code>{HtmlText.Of(RepeatSteps.Command)}</code></pre></li>
            {others}
            </ol>
            <p>A single run is repeated by <code>run</code> on the <code>resolved.json</code> in its folder. Numbers of the same machine and number of threads are the same to the last digit.</p>
            """;
    }
}
