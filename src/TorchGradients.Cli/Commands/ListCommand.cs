using System.CommandLine;
using TorchGradients.Cli.Terminal;
using TorchGradients.Configuration;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>list [FAMILY]</c>: every component with its options, defaults, formula and source.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var family = new Argument<string?>("FAMILY")
        {
            Description = $"one of: {string.Join(", ", Catalogue.All.Select(registry => registry.Family))}",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = ConfigArguments.Json();
        var command = new Command("list", "Lists the components with their options, defaults, formulas and sources.") { family, json };
        command.SetAction(arguments => Print(arguments.GetValue(family), arguments.GetValue(json)));
        return command;
    }

    static int Print(string? family, bool json)
    {
        IReadOnlyList<IRegistry> wanted = [.. Catalogue.All.Where(registry => family is null || registry.Family == family)];
        if (wanted.Count == 0)
        {
            string meant = Words.DidYouMean(family!, [.. Catalogue.All.Select(registry => registry.Family)]);
            Console.Error.WriteLine($"'{family}' is not a known family. {meant}");
            return ExitCode.InvalidInput;
        }

        if (json) Console.Out.WriteLine(ComponentTable.Json(wanted).ToJsonString());
        else ComponentTable.Render(Consoles.Output, wanted);
        return ExitCode.Done;
    }
}
