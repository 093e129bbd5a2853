using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>
/// What is wrong with the other axes where one of them is wrong in itself, and with the baseline as far as it names
/// those.
/// </summary>
internal static class SoundAxes
{
    /// <summary>The problems beyond the document's own; none where no axis is wrong in itself.</summary>
    public static IReadOnlyList<ConfigProblem> Problems(ConfigReader reader, ConfigDocument document)
    {
        if (document.Tree["axes"] is not JsonArray axes) return [];

        bool[] broken = [.. axes.Select((axis, index) => axis is not JsonObject || IsBroken(document, index))];
        if (!broken.Contains(true)) return [];

        var problems = new List<ConfigProblem>();
        IReadOnlyList<GridAxis> read = new AxisReader(reader, document.File, problems).Read([.. axes.Index()
            .Where(pair => !broken[pair.Index])
            .Select(pair => (pair.Index, (AxisConfig)RecordBinder.Bind((JsonObject)pair.Item!, typeof(AxisConfig))))]);
        if (document.Tree["baseline"] is JsonObject baseline)
        {
            AddBaseline(baseline, read, new AxisLookup(document.File, read, problems));
        }

        return problems;
    }

    // An axis that is not among them may be one of the broken.
    static void AddBaseline(JsonObject baseline, IReadOnlyList<GridAxis> read, AxisLookup lookup)
    {
        foreach ((string name, JsonNode? value) in baseline)
        {
            foreach ((int axis, GridAxis found) in read.Index())
            {
                if (found.Axis.Name == name && found.Values.Count > 0) lookup.Values($"baseline:{name}", axis, value);
            }
        }
    }

    static bool IsBroken(ConfigDocument document, int index) => document.Problems.Any(problem =>
        $"{problem.Path}:".StartsWith(FormattableString.Invariant($"axes:{index}:"), StringComparison.Ordinal));
}
