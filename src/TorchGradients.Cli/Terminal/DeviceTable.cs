using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using TorchGradients.Execution;

namespace TorchGradients.Cli.Terminal;

/// <summary>What <c>list devices</c> prints: where runs can be carried out.</summary>
public static class DeviceTable
{
    const double Gibibyte = 1L << 30;

    /// <summary>Prints a line per device.</summary>
    public static void Render(IAnsiConsole console, IEnumerable<DeviceDescription> devices)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        table.AddColumn(new TableColumn("device").NoWrap());
        table.AddColumn("model");
        table.AddColumn(new TableColumn("cores").RightAligned());
        table.AddColumn(new TableColumn("threads").RightAligned());
        table.AddColumn(new TableColumn("memory").RightAligned());
        foreach (DeviceDescription device in devices)
        {
            table.AddRow(new Text(device.Name), new Text(device.Model ?? "unknown"), Number(device.Cores), Number(device.Threads),
                new Text(device.MemoryBytes is { } bytes ? FormattableString.Invariant($"{bytes / Gibibyte:0.0} GiB") : ""));
        }

        console.Write(table);
    }

    /// <summary>The same for machines: an array of devices under <c>devices</c>.</summary>
    public static JsonObject Json(IEnumerable<DeviceDescription> devices) => new()
    {
        ["devices"] = new JsonArray([.. devices.Select(device => new JsonObject
        {
            ["name"] = device.Name,
            ["model"] = device.Model,
            ["cores"] = device.Cores,
            ["threads"] = device.Threads,
            ["memoryBytes"] = device.MemoryBytes,
        })]),
    };

    static Text Number(int? number) => new(number?.ToString(CultureInfo.InvariantCulture) ?? "");
}
