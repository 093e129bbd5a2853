using System.CommandLine;
using TorchGradients.Configuration;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>schema</c>: the JSON schema of a config.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON schema of a config.");
        command.SetAction(_ =>
        {
            Console.Out.Write(ConfigSchema.Write(Catalogue.All));
            return ExitCode.Done;
        });
        return command;
    }
}
