using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Checks the paths and values of a config's axes, as far as they can be checked one axis at a time.</summary>
internal sealed class AxisCheck(Families families, JsonObject tree)
{
    /// <summary>What is wrong with the axes.</summary>
    public IReadOnlyList<Finding> Findings() => tree["axes"] is not JsonArray axes
        ? []
        : [.. axes.Index().SelectMany(pair => pair.Item is JsonObject axis
            ? Of(FormattableString.Invariant($"axes:{pair.Index}"), axis)
            : [])];

    IReadOnlyList<Finding> Of(string place, JsonObject axis)
    {
        if (axis["path"] is not JsonValue path || path.GetValueKind() != JsonValueKind.String) return [];

        string[] keys = path.GetValue<string>().Split(':');
        IReadOnlyList<Setting> settings = Settings.Root;
        Setting? setting = null;
        foreach ((int depth, string key) in keys.Index())
        {
            if (depth == 0 && key is "name" or "question" or "axes" or "seeds" or "baseline" or "execution")
            {
                return [new Finding($"{place}:path", $"'{key}' cannot be varied by an axis", "Vary a setting of data, model, training or probes.")];
            }

            setting = Settings.Find(settings, key);
            bool isName = key == "name" && depth > 0;
            if (setting is null && !isName)
            {
                return [new Finding($"{place}:path", $"{Words.Name(path)} is not a known setting", Words.DidYouMean(key, [.. settings.Select(s => s.Key)]))];
            }

            if (setting?.Kind == SettingKind.Component && depth < keys.Length - 1) return InComponent(place, path, keys[depth + 1], setting);
            settings = setting?.Kind == SettingKind.Section ? Settings.Of(setting.Type) : [];
        }

        return Values(place, axis, setting!);
    }

    /// <summary>An option that some component of the family has; whether the cell's component has it is seen in the cell.</summary>
    Finding[] InComponent(string place, JsonValue path, string option, Setting setting)
    {
        string[] known = [.. families.Of(setting.Family!).Values
            .SelectMany(component => Settings.Of(component.OptionsType)).Select(other => other.Key).Append("name").Distinct()];
        return known.Contains(option)
            ? []
            : [new Finding($"{place}:path", $"{Words.Name(path)} is not a known setting", Words.DidYouMean(option, known))];
    }

    IReadOnlyList<Finding> Values(string place, JsonObject axis, Setting setting) => axis["values"] is not JsonArray values
        ? []
        : [.. values.Index().SelectMany(value => new SettingsCheck(families, isPart: true)
            .Of(FormattableString.Invariant($"{place}:values:{value.Index}"), value.Item, setting))];
}
