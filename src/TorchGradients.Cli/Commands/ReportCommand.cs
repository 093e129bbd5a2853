using System.CommandLine;
using TorchGradients.Configuration;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>report DIR…</c>: (re)writes the report of a finished or half-finished experiment folder.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folders = new Argument<string[]>("DIR")
        {
            Description = "an experiment's folder, as 'run' made it",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("report", "Writes the report of an experiment's folder again, also of a half-finished one.") { folders };
        command.SetAction(arguments =>
        {
            string[] given = arguments.GetValue(folders)!;
            ConfigProblem[] problems = [.. given.Where(folder => !File.Exists(Path.Combine(folder, PlanFile.Name)))
                .Select(folder => new ConfigProblem(folder, PlanFile.Name, "is not there, so this is not an experiment's folder",
                    "Name a folder that 'run' made, for example runs/01-vanishing-gradient."))];
            if (problems.Length > 0) throw new ConfigException(problems);

            foreach (string folder in given) ExperimentReport.Write(folder);
            return ExitCode.Done;
        });
        return command;
    }
}
