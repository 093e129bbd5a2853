using Spectre.Console;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Cli.Terminal;

/// <summary>
/// The layers of a network, output layer at the bottom: ‖δ_l‖ with a bar on a logarithmic scale and what theory predicts, g_l split into weight
/// and
/// derivative factor, update ratio and saturation. Columns that nobody recorded are left out.
/// </summary>
public static class LayerTable
{
    const int BarWidth = 12;

    /// <summary>Prints the table; nothing for an empty profile.</summary>
    public static void Render(IAnsiConsole console, LayerProfile profile)
    {
        if (profile.Layers.Count == 0) return;

        bool unicode = console.Profile.Capabilities.Unicode;
        var bar = new LogarithmicBar([.. profile.Layers.Select(layer => layer.Delta)], BarWidth, unicode);
        Column[] columns =
        [
            new(unicode ? "‖δ‖" : "|delta|", layer => layer.Delta, 2),
            new("theory", layer => layer.PredictedDelta, 2),
            new("g", layer => layer.Attenuation, 2),
            new("weights", layer => layer.WeightFactor, 2),
            new(unicode ? "φ′" : "slope", layer => layer.DerivativeFactor, 2),
            new("update", layer => layer.UpdateRatio, 2),
            new("saturated", layer => layer.Saturation, 2, IsPercent: true),
        ];
        Column[] recorded = [.. columns.Where(column => profile.Layers.Any(layer => column.Value(layer) is not null))];

        var table = new Table { Border = unicode ? TableBorder.Simple : TableBorder.Ascii, UseSafeBorder = true };
        table.Title = new TableTitle($"Layers at step {profile.Step}: " + (unicode ? "g = weights × φ′" : "g = weights x slope"));
        table.AddColumn(new TableColumn("layer").PadLeft(1).PadRight(0).RightAligned().NoWrap());
        foreach (var column in recorded)
        {
            table.AddColumn(new TableColumn(column.Title).PadLeft(1).PadRight(0).RightAligned().NoWrap());
            if (column == columns[0]) table.AddColumn(new TableColumn("(log scale)").PadLeft(1).PadRight(0).NoWrap());
        }

        foreach (var layer in profile.Layers)
        {
            List<string> cells = [layer.Layer.ToString(System.Globalization.CultureInfo.InvariantCulture)];
            foreach (var column in recorded)
            {
                cells.Add(column.Text(layer, unicode));
                if (column == columns[0]) cells.Add(bar.Of(layer.Delta));
            }

            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        console.Write(table);
    }

    sealed record Column(string Title, Func<LayerState, double?> Value, int Digits, bool IsPercent = false)
    {
        public string Text(LayerState layer, bool unicode)
        {
            string absent = unicode ? "–" : "-";
            return IsPercent && Value(layer) is { } fraction
                ? ShortNumber.Of(fraction * 100, fraction is > 0 and < 0.1 ? 1 : 2) + " %"
                : ShortNumber.Of(Value(layer), Digits, absent);
        }
    }
}
