using System.Text.Json;
using TorchGradients.Records;

namespace TorchGradients.Cli;

/// <summary>What a preflight found, for people and for machines.</summary>
internal static class PreflightText
{
    const int MostListed = 12;

    /// <summary>The cells that will not train with their reasons; of a long list the first, unless all are asked for.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<PreflightCell> cells, bool all)
    {
        PreflightCell[] warned = [.. cells.Where(cell => !cell.Trains)];
        writer.WriteLine($"Preflight (one forward and backward pass each, seed {cells[0].Run.Seed}): "
            + (warned.Length == 0
                ? $"nothing says that any of {PlanText.Count(cells.Count, "network")} will not train."
                : $"{warned.Length} of {PlanText.Count(cells.Count, "network")} will not train."));
        foreach (PreflightCell cell in all ? warned : warned.Take(MostListed))
        {
            writer.WriteLine($"  {Title(cell)}");
            foreach (var finding in cell.Findings) writer.WriteLine($"    {finding.Sentence}");
        }

        if (!all && warned.Length > MostListed) writer.WriteLine($"  and {warned.Length - MostListed} more (--all lists them)");
        writer.WriteLine("  A rule of thumb, kept in preflight.json; after the run the report says how often it was right.");
    }

    /// <summary>The member <c>preflight</c>: an object per network, in the order of the plan.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<PreflightCell> cells)
    {
        json.WriteStartArray("preflight");
        foreach (PreflightCell cell in cells)
        {
            json.WriteStartObject();
            json.WriteString("run", cell.Run.Folder);
            json.WriteStartArray("cells");
            foreach (var values in cell.Run.Cells) JsonSerializer.Serialize(json, values);
            json.WriteEndArray();
            json.WriteBoolean("trains", cell.Trains);
            json.WriteStartArray("findings");
            foreach (var finding in cell.Findings)
            {
                json.WriteStartObject();
                json.WriteString("cause", JsonNamingPolicy.CamelCase.ConvertName(finding.Cause.ToString()));
                json.WriteString("sentence", finding.Sentence);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            var decay = DecayFactor.From([.. cell.Profile.Layers.Select(layer => layer.Delta)]);
            Number("factorPerLayer", decay?.FactorPerLayer);
            Number("firstToLastRatio", decay?.FirstToLastRatio);
            Number("firstLayerUpdateRatio", cell.Profile.Layers.Count == 0 ? null : cell.Profile.Layers[0].UpdateRatio);
            json.WriteEndObject();
        }

        json.WriteEndArray();

        void Number(string name, double? value)
        {
            if (value is not { } number) json.WriteNull(name);
            else if (double.IsFinite(number)) json.WriteNumber(name, number);
            else json.WriteString(name, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    static string Title(PreflightCell cell) => cell.Run.Cells[0].Count == 0
        ? cell.Run.Folder
        : string.Join("; ", cell.Run.Cells.Select(values => string.Join(", ", values.Select(value => $"{value.Key} {value.Value}"))));
}
