using Spectre.Console;
using TorchGradients.Cli.Terminal;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Reports;

namespace TorchGradients.Cli;

/// <summary>An experiment's report: summary and figures as files, and on the terminal a table and a diagnosis per cell.</summary>
internal static class ExperimentReport
{
    /// <summary>Writes the files and prints one run per cell, the first seed's.</summary>
    /// <param name="folder">The experiment's folder.</param>
    public static void Write(string folder)
    {
        ExperimentArchive archive = ExperimentArchive.Open(folder);
        WarningsText.Write(Console.Error, archive.Warnings());
        string summary = SummaryCsv.Write(archive);
        IReadOnlyList<DrawnFigure> figures = FigureGallery.Draw(archive);

        foreach (ArchivedRun run in archive.Cells.Select(cell => cell.Runs.FirstOrDefault(run => run.Outcome is not null))
            .OfType<ArchivedRun>().Distinct())
        {
            Consoles.Output.WriteLine();
            Consoles.Output.WriteLine(run.Plan.Folder);
            if (run.Records["delta-norm"].Count > 0) LayerTable.Render(Consoles.Output, LayerProfile.AtFirst(run.Records));
            DiagnosisText.Render(Consoles.Output, Diagnosis.Of(run));
        }

        foreach (string reason in figures.Select(figure => figure.Reason).OfType<string>()) Consoles.Error.WriteLine(reason);
        Consoles.Output.WriteLine();
        FilesText.Render(Consoles.Output, folder, [summary, .. figures.SelectMany(figure => figure.Files), .. archive.Runs.Select(run => Path.Combine(folder, run.Plan.Folder)).Take(1)]);
    }
}
