using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Verdicts;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>A section per cell: the verdict, every measure with intervals and p-values, the nuisance values that count.</summary>
static class RemedySection
{
    const int MostCells = 200;

    public static string Html(ReportContent content)
    {
        var analysis = content.Analysis;
        var verdicts = analysis.Verdicts.ToDictionary(verdict => verdict.Cell);
        bool isCompared = verdicts.Count > 0;
        string left = analysis.Cells.Count > MostCells
            ? $"<p class=\"note\">The first {MostCells} of {analysis.Cells.Count} cells; comparison.csv has the measures of all.</p>"
            : "";
        return $"""
            <section id="remedies" aria-labelledby="remedies-head">
            <h2 id="remedies-head">Remedies, cell by cell</h2>
            {left}
            {string.Join('\n', analysis.States.Take(MostCells).Select(state => Cell(state, verdicts.GetValueOrDefault(state.Cell), isCompared, analysis.Thresholds.Significance)))}
            {Effects(content)}
            </section>

            """;
    }

    static string Cell(CellState state, RemedyVerdict? verdict, bool isCompared, double level)
    {
        CellAnalysis cell = state.Cell;
        string what = cell.IsBaseline ? "the baseline: " : verdict is { IsControl: true } ? "a check of the baseline: "
            : verdict is null && isCompared ? "not compared: " : "";
        return $"""
            <details class="cell">
            <summary><h3>{HtmlText.Of(cell.Title)}</h3><span>{HtmlText.Of(what + ComparisonRows.InShort(state, verdict))}</span></summary>
            {(verdict is null ? "" : HtmlText.List(verdict.Sentences))}
            {(cell.Tuning is { } tuning ? HtmlText.Table(TuningTable.Of(tuning), tuning.Axes.Count, sorts: false) : "")}
            {HtmlText.Table(MeasureText.Table(cell, level), sorts: false)}
            </details>
            """;
    }

    static string Effects(ReportContent content) => DependencyText.Intro(content.Analysis) is not { } intro ? ""
        : $"<h3>{DependencyText.Heading}</h3><p>{HtmlText.Of(intro)}</p>{HtmlText.List(DependencyText.Sentences(content.Analysis))}";
}
