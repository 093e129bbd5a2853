using System.CommandLine;
using TorchGradients.Configuration;
using TorchGradients.Execution;

namespace TorchGradients.Cli;

/// <summary>Runs a command line: a user's mistake is a text and exit code 2, never a stack trace.</summary>
internal static class Invocation
{
    /// <summary>The exit code.</summary>
    public static async Task<int> Run(RootCommand root, string[] args)
    {
        ParseResult command = root.Parse(args);
        if (command.Errors.Count > 0)
        {
            foreach (var error in command.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync(command.CommandResult.Command == root
                ? "See --help for the commands."
                : $"See {command.CommandResult.Command.Name} --help.");
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
        catch (StorageException trouble)
        {
            await Console.Error.WriteLineAsync(trouble.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
    }
}
