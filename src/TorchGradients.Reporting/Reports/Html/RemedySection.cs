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
            {(cell.Tuning is { } tuning ? Tuning(tuning) : "")}
            {HtmlText.Table(MeasureText.Table(cell, level), sorts: false)}
            </details>
            """;
    }

    static string Tuning(TuningChoice tuning) => HtmlText.Table(new ReportTable(
        $"Chosen on held-back data: {tuning.Title}",
        [.. tuning.Axes.Select(axis => axis.Name), "validation accuracy", "validation loss", ""],
        [
            .. tuning.Candidates.Select(candidate => (IReadOnlyList<ReportEntry>)
            [
                .. candidate.Values.Select(value => new ReportEntry(value)),
                new ReportEntry(Analysis.ShortNumber.Of(candidate.Accuracy, 3), candidate.Accuracy),
                new ReportEntry(Analysis.ShortNumber.Of(candidate.Loss, 3), candidate.Loss),
                new ReportEntry(tuning.Remark(candidate)),
            ]),
        ]), tuning.Axes.Count, sorts: false);

    static string Effects(ReportContent content)
    {
        string[] sentences =
        [
            .. content.Analysis.Effects.Interactions.Where(pair => pair.HolmPValue < content.Analysis.Thresholds.Significance)
                .Select(pair => pair.Text),
        ];
        const int most = 30;
        return sentences.Length == 0 ? ""
            : $"<h3>What depends on what</h3><p>Interactions that are told from chance after Holm's correction"
                + (sentences.Length > most ? $", the first {most} of {sentences.Length}" : "") + ":</p>"
                + HtmlText.List(sentences.Take(most));
    }
}
