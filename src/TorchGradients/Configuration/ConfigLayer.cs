using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>One of the trees that a config is merged from.</summary>
/// <param name="Origin">The file as a person would name it, or an environment variable, or <c>--set</c>.</param>
/// <param name="Tree">What it sets, with absolute paths.</param>
internal sealed record ConfigLayer(string Origin, JsonObject Tree)
{
    /// <summary>Whether the layer sets the value at that path, or a short form that stands for it.</summary>
    public bool Sets(IEnumerable<string> path)
    {
        JsonNode? node = Tree;
        foreach (string key in path)
        {
            switch (node)
            {
                case JsonObject section when section.TryGetPropertyValue(key, out JsonNode? value):
                    node = value;
                    break;
                case JsonArray items when int.TryParse(key, out int index) && index >= 0 && index < items.Count:
                    node = items[index];
                    break;
                default:
                    return node is JsonValue && key == "name";
            }
        }

        return true;
    }

    /// <summary>Whether the layer has a list of which the path names something inside.</summary>
    public bool HasListAround(IReadOnlyList<string> path)
    {
        JsonNode? node = Tree;
        foreach (string key in path)
        {
            if (node is JsonArray) return true;
            node = (node as JsonObject)?[key];
        }

        return false;
    }
}
