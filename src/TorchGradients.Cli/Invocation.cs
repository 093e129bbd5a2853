using System.CommandLine;
using TorchGradients.Cli.Slurm;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Query;

namespace TorchGradients.Cli;

/// <summary>Runs a command line: a user's mistake is a text and exit code 2, never a stack trace.</summary>
internal static class Invocation
{
    /// <summary>The exit code.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="args">The command line.</param>
    /// <param name="logFolder">Where failures that nobody foresaw are logged.</param>
    public static async Task<int> Run(RootCommand root, string[] args, string logFolder)
    {
        ParseResult command = root.Parse(args);
        if (command.Errors.Count > 0)
        {
            await Console.Error.WriteAsync(CommandLineMistakes.Of(root, command, args));
            return ExitCode.InvalidInput;
        }

        try
        {
            return await command.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
            });
        }
        catch (ConfigException mistake)
        {
            await Console.Error.WriteAsync(ProblemText.Format(mistake.Problems));
            return ExitCode.InvalidInput;
        }
        catch (Exception mistake) when (mistake is ArchiveException or QueryException)
        {
            await Console.Error.WriteLineAsync(mistake.Message);
            return ExitCode.InvalidInput;
        }
        catch (SlurmException trouble)
        {
            await Console.Error.WriteLineAsync(trouble.Message);
            return trouble.ExitCode;
        }
        catch (StorageException trouble)
        {
            await Console.Error.WriteLineAsync(trouble.Message);
            return ExitCode.Failed;
        }
        catch (Exception trouble) when (StorageFailure.Of(trouble) is { } reason)
        {
            // A table on its way to a file on a full disk, or a report's folder that may not be written.
            await Console.Error.WriteLineAsync($"The output cannot be written: {reason}.");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            FailureLog.Write(failure, logFolder);
            return ExitCode.Failed;
        }
    }
}
