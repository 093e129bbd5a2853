using Spectre.Console;
using TorchGradients.Cli.Terminal;
using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Claims;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Reports;

namespace TorchGradients.Cli;

/// <summary>
/// An experiment's report: report.html, report.md, tables and figures as files, and on the terminal tables and a diagnosis.
/// </summary>
internal static class ExperimentReport
{
    // As many tables of layers as one looks at; a larger grid gets a line a cell instead, and without a baseline, where
    // nothing else is said about the cells, the layers of one.
    const int MostTables = 2;

    /// <summary>Writes the files and prints the tables.</summary>
    /// <param name="folder">The experiment's folder.</param>
    /// <param name="detail">How much is printed.</param>
    /// <returns>The experiment's claims that do not hold, or are not decided.</returns>
    public static IReadOnlyList<ClaimVerdict> Write(string folder, ReportDetail detail)
    {
        ExperimentArchive archive = ExperimentArchive.Open(folder);
        ExperimentAnalysis analysis = ExperimentAnalysis.Of(archive);
        var (files, notDrawn) = ReportFiles.Write(analysis);

        VerdictLines.Missing(Consoles.Output, analysis);
        var summaries = analysis.Runs.ToDictionary(run => run.Run);
        CellSummary[] cells =
        [
            .. archive.Cells.Where(cell => cell.Runs.Any(run => run.Outcome is not null))
                .Select(cell => CellSummary.Of(cell, summaries, analysis.Thresholds)),
        ];
        bool isCompared = analysis.Cells.Any(cell => cell.Comparisons.Count > 0 || cell.Tuning is not null);
        bool isListed = cells.Length > MostTables && !isCompared;
        if (isListed)
        {
            Consoles.Output.WriteLine();
            CellTable.Render(Consoles.Output, archive.Axes, cells);
        }

        bool areAllShown = detail.AllLayers || cells.Length <= MostTables;
        foreach (CellSummary cell in areAllShown ? cells : isListed ? LeastReached(cells) : [])
        {
            Layers(summaries[cell.Cell.Runs.First(run => run.Outcome is not null)], cell, analysis.Thresholds);
        }

        if (isListed && !areAllShown)
        {
            Consoles.Output.WriteLine($"This is the cell in which least reaches layer 1; for the layers of all: report --all-layers {folder}");
        }

        Consoles.Output.WriteLine();
        bool isAnyComplete = archive.Runs.Any(run => run.Outcome is { Status: RunStatus.Completed or RunStatus.Diverged });
        if (isAnyComplete)
        {
            if (!isListed) ComparisonTable.Render(Consoles.Output, analysis);
            VerdictLines.Render(Consoles.Output, analysis, detail.Verdicts);
            TheoryLines.Render(Consoles.Output, analysis);
        }
        else
        {
            Consoles.Output.WriteLine("No run is complete, so there is nothing to compare.");
        }

        if (isAnyComplete && isCompared && detail == ReportDetail.Short)
        {
            Consoles.Output.WriteLine();
            Consoles.Output.WriteLine($"In full: report --verdicts {folder} (every remedy in words), --all-layers (every cell layer by layer)");
        }

        ClaimLines.Render(Consoles.Output, analysis);
        if (notDrawn.Count > 0)
        {
            Console.Error.WriteLine($"Figures that cannot be drawn (the report says why): {string.Join(", ", notDrawn)}.");
        }

        Consoles.Output.WriteLine();
        string[] ended = [.. archive.Runs.Where(run => run.Outcome is not null).Select(run => run.Plan.Folder)];
        FilesText.Render(Consoles.Output, folder,
        [
            .. files.Select(file => Path.GetRelativePath(folder, file)),
            .. ended.Take(1),
            .. ended.Length > 1 ? [$"... and {PlanText.Count(ended.Length - 1, "more run")}"] : (string[])[],
        ]);
        Consoles.Output.WriteLine();
        Consoles.Output.Write(new Text($"Report: {Path.Combine(folder, ReportFiles.HtmlName)}"));
        Consoles.Output.WriteLine();
        return [.. analysis.Claims.Where(claim => claim.Outcome != ClaimOutcome.Holds)];
    }

    // Of the first seed that has ended.
    static void Layers(RunSummary run, CellSummary cell, AnalysisConfig thresholds)
    {
        Consoles.Output.WriteLine();
        Consoles.Output.WriteLine(string.Join(", ",
            [.. cell.Cell.Axes.Zip(cell.Cell.Values, (axis, value) => $"{axis.Name} {value}"), $"seed {run.Run.Plan.Seed}"]));
        if (run.First.Layers.Any(layer => layer.Delta is not null)) LayerTable.Render(Consoles.Output, run.First);
        DiagnosisText.Render(Consoles.Output, run.Diagnosis(thresholds));
    }

    // Treatments that leave the gradient alone reach the same up to rounding: of those the first, mostly the untreated
    // one.
    static IEnumerable<CellSummary> LeastReached(IReadOnlyList<CellSummary> cells)
    {
        double least = cells.Min(Reach);
        return cells.Where(cell => Reach(cell) <= least * 1.001).Take(1);
    }

    static double Reach(CellSummary cell) => cell.FirstDelta ?? double.PositiveInfinity;
}
