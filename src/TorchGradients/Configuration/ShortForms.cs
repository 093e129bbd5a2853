using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>A text that stands for an object with that name: components and probes.</summary>
internal static class ShortForms
{
    /// <summary>The object that a text stands for, and whether it was one; any other value as it is.</summary>
    public static (JsonNode? Value, bool IsShort) Expand(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? (new JsonObject { ["name"] = value.DeepClone() }, true) : (value, false);

    /// <summary>A copy of a config in which every component and probe is an object.</summary>
    public static JsonObject ExpandAll(JsonObject json) => ExpandAll(json, Settings.Root);

    /// <summary>The same for the object of a record.</summary>
    public static JsonObject ExpandAll(JsonObject json, IReadOnlyList<Setting> settings) =>
        new(json.Select(pair => KeyValuePair.Create(pair.Key, Expand(pair.Value, Settings.Find(settings, pair.Key)))));

    static JsonNode? Expand(JsonNode? value, Setting? setting) => (setting?.Kind, value) switch
    {
        (SettingKind.Component, _) => Named(Expand(value).Value?.DeepClone(), setting),
        (SettingKind.Section, JsonObject section) => ExpandAll(section, Settings.Of(setting.Type)),
        (SettingKind.Section, _) when setting.ShortFormKey is not null => Expand(value).Value?.DeepClone(),
        (SettingKind.List, JsonArray items) => new JsonArray([.. items.Select(item => Expand(item, setting.Item))]),
        _ => value?.DeepClone(),
    };

    static JsonNode? Named(JsonNode? value, Setting setting)
    {
        if (value is JsonObject component && !component.ContainsKey("name") && setting.DefaultName is { } name)
        {
            component.Insert(0, "name", name);
        }

        return value;
    }
}
