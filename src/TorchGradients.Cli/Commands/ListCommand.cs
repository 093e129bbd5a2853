using System.CommandLine;
using TorchGradients.Cli.Terminal;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>list [FAMILY]</c>: every component with its options, defaults, formula and source; or this machine's devices.</summary>
internal static class ListCommand
{
    const string OfDevices = "devices";

    static string[] Known => [.. Catalogue.All.Select(registry => registry.Family), OfDevices];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var family = new Argument<string?>("FAMILY")
        {
            Description = $"one of: {string.Join(", ", Known)}",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = ConfigArguments.Json();
        var command = new Command("list", "Lists the components with their options, defaults, formulas and sources, or this machine's devices.")
        {
            family,
            json,
        };
        command.SetAction(arguments => Print(arguments.GetValue(family), arguments.GetValue(json)));
        return command;
    }

    static int Print(string? family, bool json)
    {
        if (family == OfDevices) return PrintDevices(json);

        IReadOnlyList<IRegistry> wanted = [.. Catalogue.All.Where(registry => family is null || registry.Family == family)];
        if (wanted.Count == 0)
        {
            string meant = Words.DidYouMean(family!, Known);
            Console.Error.WriteLine($"'{family}' is not a known family. {meant}");
            return ExitCode.InvalidInput;
        }

        if (json) Console.Out.WriteLine(ComponentTable.Json(wanted).ToJsonString());
        else ComponentTable.Render(Consoles.Output, wanted);
        return ExitCode.Done;
    }

    static int PrintDevices(bool json)
    {
        if (json) Console.Out.WriteLine(DeviceTable.Json(DeviceDescription.Here).ToJsonString());
        else DeviceTable.Render(Consoles.Output, DeviceDescription.Here);
        if (DeviceDescription.Hint(Devices.Present, CudaDriver.Devices) is { } hint) Console.Error.WriteLine(hint);
        return ExitCode.Done;
    }
}
