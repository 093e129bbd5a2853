namespace TorchGradients.Reporting.Reports.Html;

/// <summary>Every run: a table that can be searched and sorted, and on demand diagnosis, curves and config.</summary>
static class RunSection
{
    public static string Html(ReportContent content, RunData data)
    {
        int runs = content.Analysis.Runs.Count;
        string thinning = data.IsThinned
            ? $" With {runs} runs in one file, curves of single runs have at most {data.Points} points here; records.clef has all steps."
            : "";
        string left = data.Listed < runs
            ? $" Only {data.Listed} of {runs} runs are listed, as a browser would not open a file with all of them: of every cell those that did not "
                + "complete, the best and the worst. summary.csv has every run."
            : "";
        return $"""
            <section id="runs" aria-labelledby="runs-head">
            <h2 id="runs-head">Runs</h2>
            <p class="note">A run opens with a click on its name: diagnosis, curves, config.{HtmlText.Of(thinning + left)}</p>
            <div class="search">
            <label for="search">Find runs</label>
            <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="words of name, status or finding">
            <output for="search" id="found" role="status">{data.Listed} runs</output>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="Runs">
            <table id="runs-table">
            <caption>Runs</caption>
            <thead></thead>
            <tbody></tbody>
            </table>
            </div>
            <button type="button" id="more" hidden>Show more</button>
            <noscript><p>Runs are shown by script; summary.csv has the same numbers.</p></noscript>
            </section>

            """;
    }
}
