using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Verification;

namespace TorchGradients.Cli.Terminal;

/// <summary>What <c>verify</c> prints of a run: a row per layer, output layer at the bottom, and the verdict.</summary>
public static class VerificationTable
{
    /// <summary>Prints the table, if a step was compared, and the verdict below it.</summary>
    /// <param name="console">Where.</param>
    /// <param name="title">The run.</param>
    /// <param name="result">Its result.</param>
    public static void Render(IAnsiConsole console, string title, VerificationResult result)
    {
        bool unicode = console.Profile.Capabilities.Unicode;
        string difference = unicode ? "‖x − y‖ / ‖y‖" : "|x - y| / |y|";
        console.WriteLine($"{title}: largest {difference} over {PlanText.Count(result.Steps, "step")} in {result.Precision}");
        if (result.Layers.Count > 0) console.Write(Table(result, unicode));
        IReadOnlyList<string> sentences = VerificationText.Sentences(result);
        var text = new Paragraph(sentences[0], new Style(result.Holds ? Color.Green : Color.Red, decoration: Decoration.Bold));
        foreach (string sentence in sentences.Skip(1)) text.Append(" " + sentence);
        console.Write(text);
        console.WriteLine();
    }

    /// <summary>The same for machines; numbers that are not finite are strings.</summary>
    public static JsonObject Json(string title, VerificationResult result) => new()
    {
        ["run"] = title,
        ["precision"] = result.Precision,
        ["steps"] = result.Steps,
        ["divergedAt"] = result.DivergedAt,
        ["tolerance"] = result.Tolerance,
        ["holds"] = result.Holds,
        ["layers"] = new JsonArray(
        [
            .. result.Layers.Select(layer => new JsonObject
            {
                ["layer"] = layer.Layer,
                ["delta"] = Number(layer.Delta),
                ["weightGradient"] = Number(layer.WeightGradient),
                ["biasGradient"] = Number(layer.BiasGradient),
                ["updatedWeights"] = Number(layer.UpdatedWeights),
            }),
        ]),
    };

    static Table Table(VerificationResult result, bool unicode)
    {
        var table = new Table { Border = unicode ? TableBorder.Simple : TableBorder.Ascii, UseSafeBorder = true };
        string[] headings = unicode
            ? ["layer", "δ", "∂𝓛/∂W", "∂𝓛/∂b", "updated weights"]
            : ["layer", "delta", "dL/dW", "dL/db", "updated weights"];
        foreach (string heading in headings) table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        foreach (LayerDifference layer in result.Layers)
        {
            table.AddRow(
                layer.Layer.ToString(CultureInfo.InvariantCulture), ShortNumber.Of(layer.Delta), ShortNumber.Of(layer.WeightGradient),
                ShortNumber.Of(layer.BiasGradient), ShortNumber.Of(layer.UpdatedWeights));
        }

        return table;
    }

    static JsonValue Number(double value) => double.IsFinite(value)
        ? JsonValue.Create(value)
        : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));
}
