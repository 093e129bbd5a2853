using System.CommandLine;
using TorchGradients.Cli.Slurm;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Cli.Commands;

/// <summary><c>status DIR…</c>: how far an experiment is, and what became of its jobs.</summary>
internal static class StatusCommand
{
    const string WithoutTools = "what is queued is known on the machines of the cluster from which jobs are submitted.";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string[]> folders = ConfigArguments.Folders();
        Option<bool> json = ConfigArguments.Json();
        var command = new Command("status", "Says how far an experiment is: done, running, queued, failed, lost, and what can never start.") { folders, json };
        command.SetAction(async (arguments, cancellation) =>
        {
            bool isWell = true;
            foreach (string folder in arguments.GetValue(folders)!)
            {
                ExperimentArchive archive = ExperimentArchive.Open(folder);
                ExperimentStatus status = ExperimentStatus.Of(archive, await Jobs(folder, cancellation));
                isWell &= status.IsWell;
                if (arguments.GetValue(json)) Console.Out.WriteLine(StatusJson.Of(status));
                else Console.Out.Write(StatusText.Of(status));
            }

            return isWell ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    // Where Slurm cannot be asked the files still tell what is done.
    static async Task<ExperimentJobs> Jobs(string folder, CancellationToken cancellation)
    {
        SlurmClient? client = SubmissionFolder.Of(Path.GetFullPath(folder)).Count > 0
            ? SlurmSession.ClientFor(SlurmSettingsReader.ForFolder(folder), WithoutTools)
            : null;
        try
        {
            return await ExperimentJobs.Of(folder, client, cancellation);
        }
        catch (SlurmException trouble)
        {
            Console.Error.WriteLine($"{trouble.Message} What follows is from the files alone.");
            return await ExperimentJobs.Of(folder, null, cancellation);
        }
    }
}
