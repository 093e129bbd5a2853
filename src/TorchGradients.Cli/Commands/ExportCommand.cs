using System.CommandLine;
using TorchGradients.Cli.Terminal;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Query;

namespace TorchGradients.Cli.Commands;

/// <summary><c>export --format F DIR</c>: runs, outcomes and records as files for other tools.</summary>
internal static class ExportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "the folder of all experiments, of one, or of a run, as 'run' made it",
        };
        Option<string?> format = ConfigArguments.Choice(
            "--format", "parquet, csv (a file for runs, outcomes and records), or tensorboard (a folder of event files per run)",
            "parquet", "csv", "tensorboard");
        format.Required = true;
        Option<string?> output = new("--output")
        {
            Description = "where the files go; DIR/export unless given",
            HelpName = "DIR",
        };
        var command = new Command("export", "Writes runs, outcomes and records as files for other tools.")
        {
            folder, format, output,
        };
        command.SetAction(arguments =>
        {
            string from = arguments.GetValue(folder)!;
            string to = arguments.GetValue(output) ?? Path.Combine(from, "export");
            FilesText.Render(Consoles.Output, to, Export(arguments.GetValue(format)!, from, to));
            return ExitCode.Done;
        });
        return command;
    }

    static IReadOnlyList<string> Export(string format, string from, string to)
    {
        if (format == "tensorboard") return EventFiles(from, to);

        using var database = RunDatabase.Open(from);
        IReadOnlyList<string> files = Written(to, () => format == "csv" ? TableExport.Csv(database, to) : TableExport.Parquet(database, to));
        WarningsText.Write(Console.Error, database.Warnings);
        return files;
    }

    static IReadOnlyList<string> EventFiles(string from, string to)
    {
        var found = RunSearch.Below(from);
        var warnings = new List<ArchiveWarning>(found.Warnings);
        IReadOnlyList<string> files = Written(to, () => TensorBoardExport.Write(found.Runs, to, warnings.Add));
        WarningsText.Write(Console.Error, warnings);
        return files;
    }

    static IReadOnlyList<string> Written(string to, Func<IReadOnlyList<string>> write)
    {
        try
        {
            return [.. write().Select(file => Path.GetRelativePath(to, file))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"'{to}' cannot be written: {exception.Message}", exception);
        }
    }
}
