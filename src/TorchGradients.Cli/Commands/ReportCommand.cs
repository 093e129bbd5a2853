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
        Argument<string[]> folders = ConfigArguments.Folders();
        Option<bool> allLayers = new("--all-layers") { Description = "print the layers of every cell, not of one only" };
        Option<bool> verdicts = new("--verdicts") { Description = "print the verdict on every remedy in full" };
        Option<bool> requireClaims = ConfigArguments.RequireClaims();
        var command = new Command("report", "Writes the report of an experiment's folder again, also of a half-finished one.")
        {
            folders, allLayers, verdicts, requireClaims,
        };
        command.SetAction(arguments =>
        {
            string[] given = arguments.GetValue(folders)!;
            ConfigProblem[] problems = [.. given.Where(folder => !File.Exists(Path.Combine(folder, PlanFile.Name)))
                .Select(folder => new ConfigProblem(folder, PlanFile.Name, "is not there, so this is not an experiment's folder",
                    "Name a folder that 'run' made, for example runs/01-vanishing-gradient."))];
            if (problems.Length > 0) throw new ConfigException(problems);

            var detail = new ReportDetail(arguments.GetValue(allLayers), arguments.GetValue(verdicts));
            var claims = new RequiredClaims(arguments.GetValue(requireClaims));
            foreach (string folder in given) claims.Add(ExperimentReport.Write(folder, detail));
            claims.Tell();
            return claims.AreMissed ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }
}
