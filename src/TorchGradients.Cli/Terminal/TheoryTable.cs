using System.Globalization;
using Spectre.Console;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Theory;

namespace TorchGradients.Cli.Terminal;

/// <summary>
/// A prediction on the terminal: a row per layer, output layer at the bottom, and what it means below.
/// </summary>
public static class TheoryTable
{
    const int BarWidth = 12;

    /// <summary>Prints the table, or why there is none.</summary>
    public static void Render(IAnsiConsole console, string title, NetworkTheory theory)
    {
        console.WriteLine();
        console.WriteLine(title);
        if (theory.Layers is { } layers) console.Write(Table(console, layers, theory.Profile!));
        foreach (string sentence in TheoryText.Sentences(theory)) console.WriteLine(sentence);
    }

    static Table Table(IAnsiConsole console, IReadOnlyList<LayerPrediction> layers, IReadOnlyList<double> profile)
    {
        bool unicode = console.Profile.Capabilities.Unicode;
        string absent = unicode ? "–" : "-";
        var bar = new LogarithmicBar([.. profile.Select(value => (double?)value)], BarWidth, unicode);
        var table = new Table { Border = unicode ? TableBorder.Simple : TableBorder.Ascii, UseSafeBorder = true };
        string[] headings = unicode
            ? ["layer", "‖δ‖", "(log scale)", "g", "weights", "φ′", "σ_w²", "Var z"]
            : ["layer", "|delta|", "(log scale)", "g", "weights", "slope", "var W", "var z"];
        foreach (string heading in headings)
        {
            var column = new TableColumn(heading).PadLeft(1).PadRight(0).NoWrap();
            table.AddColumn(heading == headings[2] ? column : column.RightAligned());
        }

        foreach ((LayerPrediction layer, double delta) in layers.Zip(profile))
        {
            string[] cells =
            [
                layer.Number.ToString(CultureInfo.InvariantCulture), ShortNumber.Of(delta, 2), bar.Of(delta),
                ShortNumber.Of(layer.Attenuation, 2, absent), ShortNumber.Of(layer.WeightFactor, 2, absent),
                ShortNumber.Of(layer.DerivativeFactor, 2, absent), ShortNumber.Of(layer.WeightVariance, 2),
                ShortNumber.Of(layer.PreActivationVariance, 2),
            ];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        return table;
    }
}
