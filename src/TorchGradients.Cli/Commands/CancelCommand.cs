using System.CommandLine;
using TorchGradients.Cli.Slurm;
using TorchGradients.Configuration;

namespace TorchGradients.Cli.Commands;

/// <summary><c>cancel DIR…</c>: ends an experiment's jobs.</summary>
internal static class CancelCommand
{
    const string WithoutTools =
        "nothing was cancelled. Run this on a machine of the cluster from which jobs are submitted.";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string[]> folders = ConfigArguments.Folders();
        var command = new Command("cancel", "Ends the jobs that 'run --on slurm' has submitted for an experiment; what is complete stays.") { folders };
        command.SetAction(async (arguments, cancellation) =>
        {
            string[] given = [.. arguments.GetValue(folders)!.Select(Path.GetFullPath)];
            ConfigProblem[] problems = [.. given.Where(folder => SubmissionFolder.Of(folder).Count == 0).Select(folder => new ConfigProblem(
                folder, SubmissionFolder.Above, "is not there, so no jobs were submitted for this folder",
                "Name the folder of an experiment that was run with --on slurm."))];
            if (problems.Length > 0) throw new ConfigException(problems);

            foreach (string folder in given)
            {
                SlurmClient client = SlurmSession.ClientFor(SlurmSettingsReader.ForFolder(folder), WithoutTools);
                await new CancelSession(folder, client, TimeProvider.System).Run(cancellation);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
