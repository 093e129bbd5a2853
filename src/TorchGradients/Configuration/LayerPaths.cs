using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Makes the paths in a layer absolute: they are relative to the folder of the file that sets them.</summary>
internal sealed class LayerPaths(Families families, string folder)
{
    const string NoFragment = "none";

    /// <summary>A copy with absolute paths.</summary>
    public JsonObject Resolve(JsonObject tree) => Section(tree, Settings.Root);

    /// <summary>The absolute path of a file.</summary>
    public string Resolve(string path) =>
        path.Length == 0 || path.Contains('\0') ? path : Path.GetFullPath(Path.Combine(folder, path));

    JsonObject Section(JsonObject section, IReadOnlyList<Setting> settings) => new(section.Select(pair =>
        KeyValuePair.Create(pair.Key, Value(pair.Value, Settings.Find(settings, pair.Key)))));

    JsonNode? Value(JsonNode? value, Setting? setting) => (setting?.Kind, value) switch
    {
        (SettingKind.Section, JsonObject axis) when setting.Type == typeof(AxisConfig) => Axis(axis),
        (SettingKind.Section, JsonObject section) => Section(section, Settings.Of(setting.Type)),
        (SettingKind.Component, JsonObject component) => Section(component, Options(setting.Family!, component["name"])),
        (SettingKind.List, JsonArray items) => new JsonArray(
            [.. items.Select(item => IsNoFragment(item, setting.Item!) ? item!.DeepClone() : Value(item, setting.Item))]),
        (SettingKind.Text, JsonValue text) when setting.IsPath && text.GetValueKind() == JsonValueKind.String =>
            Resolve(text.GetValue<string>()),
        _ => value?.DeepClone(),
    };

    static bool IsNoFragment(JsonNode? item, Setting setting) =>
        setting.IsPath && item?.GetValueKind() == JsonValueKind.String && item.GetValue<string>() == NoFragment;

    /// <summary>The options of that component; without a name, the options of all, paths first.</summary>
    IReadOnlyList<Setting> Options(string family, JsonNode? name) =>
        name?.GetValueKind() == JsonValueKind.String
            ? families.Options(family, name.GetValue<string>()) ?? []
            : [.. families.Of(family).Values.SelectMany(component => Settings.Of(component.OptionsType))
                .OrderByDescending(option => option.IsPath)];

    /// <summary>An axis whose values are, or hold, paths.</summary>
    JsonObject Axis(JsonObject axis)
    {
        JsonObject resolved = Section(axis, Settings.Of(typeof(AxisConfig)));
        if (axis["path"] is JsonValue path && path.GetValueKind() == JsonValueKind.String && axis["values"] is JsonArray values)
        {
            string[] keys = path.GetValue<string>().Split(':');
            resolved["values"] = new JsonArray([.. values.Select(value => At(Resolve(LayerText.At(keys, value)), keys))]);
        }

        return resolved;
    }

    static JsonNode? At(JsonObject tree, string[] keys) =>
        keys.Aggregate((JsonNode?)tree, (node, key) => node![key])?.DeepClone();
}
