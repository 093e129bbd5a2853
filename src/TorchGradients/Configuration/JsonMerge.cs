using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Layers of a config, one over another.</summary>
/// <remarks>
/// Objects merge key by key. Any other value replaces the one below, a list whole. A component given as a text, or as
/// an
/// object with another <c>name</c>, replaces the component below whole; an object without a name, or with the same,
/// merges.
/// </remarks>
public static class JsonMerge
{
    /// <summary>A whole config, or a part of one, with another laid over it; neither is changed.</summary>
    public static JsonObject Merge(JsonObject below, JsonObject above) => Merge(below, above, Settings.Root);

    static JsonObject Merge(JsonObject below, JsonObject above, IReadOnlyList<Setting>? settings)
    {
        var merged = (JsonObject)below.DeepClone();
        foreach ((string key, JsonNode? value) in above)
        {
            merged[key] = Merge(merged[key], value, settings is null ? null : Settings.Find(settings, key));
        }

        return merged;
    }

    static JsonNode? Merge(JsonNode? below, JsonNode? above, Setting? setting) => setting?.Kind switch
    {
        SettingKind.Component => MergeComponents(ShortForms.Expand(below), ShortForms.Expand(above), setting),
        SettingKind.Section => MergeValues(below, above, Settings.Of(setting.Type)),
        _ => MergeValues(below, above, null),
    };

    static JsonNode? MergeValues(JsonNode? below, JsonNode? above, IReadOnlyList<Setting>? settings) =>
        below is JsonObject lower && above is JsonObject upper ? Merge(lower, upper, settings) : above?.DeepClone();

    static JsonNode? MergeComponents(
        (JsonNode? Value, bool IsShort) below, (JsonNode? Value, bool IsShort) above, Setting setting)
    {
        bool isReplaced = above.IsShort || (above.Value is JsonObject component && component.ContainsKey("name")
            && !JsonNode.DeepEquals(component["name"], (below.Value as JsonObject)?["name"] ?? setting.DefaultName));
        return isReplaced ? above.Value?.DeepClone() : MergeValues(below.Value, above.Value, null);
    }
}
