using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Reports.Html;

namespace TorchGradients.Reporting.Reports;

/// <summary>Writes all files of an experiment's report into its folder.</summary>
public static class ReportFiles
{
    /// <summary>The report that opens in a browser.</summary>
    public const string HtmlName = HtmlReport.FileName;

    /// <summary>Writes <c>summary.csv</c>, <c>comparison.csv</c>, <c>figures/</c>, <c>report.md</c> and <c>report.html</c>.</summary>
    /// <returns>The files' paths, and the names of the figures that cannot be drawn; the reports say why.</returns>
    public static (IReadOnlyList<string> Files, IReadOnlyList<string> NotDrawn) Write(ExperimentAnalysis analysis)
    {
        string folder = analysis.Archive.Folder;
        IReadOnlyList<DrawnFigure> figures = FigureGallery.Draw(analysis);
        var content = ReportContent.Of(analysis, figures);
        string markdown = Path.Combine(folder, MarkdownReport.FileName);
        File.WriteAllText(markdown, MarkdownReport.Text(content));
        string html = Path.Combine(folder, HtmlReport.FileName);
        using (var writer = new StreamWriter(html)) HtmlReport.Write(writer, content);
        return
        (
            [SummaryCsv.Write(analysis), ComparisonCsv.Write(analysis), .. figures.SelectMany(figure => figure.Files), markdown, html],
            [.. figures.Where(figure => figure.Reason is not null).Select(figure => figure.Name)]
        );
    }
}
