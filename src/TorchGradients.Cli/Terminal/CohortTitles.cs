using System.Text.Json.Nodes;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Terminal;

/// <summary>Short names of groups of runs, for people.</summary>
internal static class CohortTitles
{
    const int MostDifferences = 2;

    /// <summary>
    /// A title per group: its network and training, and where that is the same, what else tells it apart.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<RunGroup> groups)
    {
        string[] titles = [.. groups.Select(group => Title(group.Kind))];
        var same = titles.Index().GroupBy(pair => pair.Item, pair => pair.Index).Where(group => group.Count() > 1);
        foreach (int[] group in same.Select(group => group.ToArray()))
        {
            var settings = group.Select(i => Leaves(groups[i].Kind, "").ToDictionary()).ToList();
            string[] different = [.. settings.SelectMany(leaves => leaves.Keys).Distinct()
                .Where(path => settings.Select(leaves => leaves.GetValueOrDefault(path)).Distinct().Count() > 1).Take(MostDifferences)];
            foreach ((int i, var leaves) in group.Zip(settings))
            {
                titles[i] += string.Concat(different.Select(path => $", {path} {leaves.GetValueOrDefault(path) ?? "not set"}"));
            }
        }

        return titles;
    }

    static string Title(JsonObject kind)
    {
        JsonNode model = kind["model"]!, training = kind["training"]!;
        string[] parts =
        [
            $"{Name(model["architecture"])} {model["depth"]} x {model["width"]} {Name(model["activation"])}",
            Name(model["normalization"]), Name(model["connection"]), Name(training["optimizer"]),
            $"{Name(kind["data"])}, batch {kind["data"]!["batchSize"]}", $"{training["steps"]} steps",
            $"{training["engine"]} {training["precision"]} on {training["device"]}",
        ];
        return string.Join(", ", parts.Where(part => part is not ("none" or "plain")));
    }

    static string Name(JsonNode? component) => component?["name"]?.ToString() ?? "none";

    static IEnumerable<KeyValuePair<string, string>> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject section => section.SelectMany(pair => Leaves(pair.Value, path.Length == 0 ? pair.Key : $"{path}:{pair.Key}")),
        JsonArray items => items.Index().SelectMany(item => Leaves(item.Item, FormattableString.Invariant($"{path}:{item.Index}"))),
        _ => [KeyValuePair.Create(path, node?.ToString() ?? "null")],
    };
}
