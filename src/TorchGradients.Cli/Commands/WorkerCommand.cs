using System.CommandLine;
using TorchGradients.Cli.Workers;

namespace TorchGradients.Cli.Commands;

/// <summary>
/// <c>worker</c>, not shown in the help: executes the runs that <c>run</c> gives it over its standard input.
/// </summary>
internal static class WorkerCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(WorkerProgram.Command, "Executes the runs that 'run' gives it.") { Hidden = true };
        command.SetAction(_ => WorkerHost.Serve());
        return command;
    }
}
