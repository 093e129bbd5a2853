using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Checks the paths and values of a config's axes, as far as they can be checked one axis at a time.</summary>
internal sealed class AxisCheck(Families families, JsonObject tree)
{
    /// <summary>What belongs to the experiment, not to a cell.</summary>
    public static IReadOnlyList<string> NotVaried { get; } = ["name", "question", "axes", "exclude", "seeds", "baseline", "claims", "analysis", "execution"];

    static readonly string[] s_withoutEffect = ["training:checkpoints", "training:checkpointEvery", "training:timeLimit"];

    /// <summary>What is wrong with the axes.</summary>
    public IReadOnlyList<Finding> Findings() => tree["axes"] is not JsonArray axes
        ? []
        : [.. axes.Index().SelectMany(pair => pair.Item is JsonObject axis
            ? Of(FormattableString.Invariant($"axes:{pair.Index}"), axis)
            : [])];

    IReadOnlyList<Finding> Of(string place, JsonObject axis)
    {
        if (axis["path"] is not JsonValue path || path.GetValueKind() != JsonValueKind.String) return [];

        string pathPlace = $"{place}:path";
        if (s_withoutEffect.Contains(path.GetValue<string>()))
        {
            return [new Finding(pathPlace, $"{Words.Name(path)} changes nothing that a run computes, so it cannot be varied by an axis",
                "Set it for all runs.")];
        }

        string[] keys = path.GetValue<string>().Split(':');
        IReadOnlyList<Setting> settings = Settings.Root;
        Setting? setting = null;
        foreach ((int depth, string key) in keys.Index())
        {
            if (depth == 0 && NotVaried.Contains(key))
            {
                return [new Finding(pathPlace, $"'{key}' cannot be varied by an axis", "Vary a setting of data, model, training or probes.")];
            }

            setting = Settings.Find(settings, key);
            if (setting is null && KeySpelling.WithColons(path.GetValue<string>(), families) is { } meant)
            {
                return [new Finding(pathPlace, $"{Words.Name(path)} is not a known setting", $"Did you mean {meant}?")];
            }

            if (setting is null) return [Unknown(pathPlace, path, key, [.. settings.Select(known => known.Key)])];
            if (setting.Kind == SettingKind.Component && depth < keys.Length - 1)
            {
                return InComponent(pathPlace, path, keys[depth + 1], setting);
            }

            settings = setting.Kind == SettingKind.Section ? Settings.Of(setting.Type) : [];
        }

        return Values(place, axis, setting!);
    }

    /// <summary>
    /// An option that some component of the family has; whether the cell's component has it is seen in the cell.
    /// </summary>
    Finding[] InComponent(string pathPlace, JsonValue path, string option, Setting setting)
    {
        string[] known = [.. families.Of(setting.Family!).Values
            .SelectMany(component => Settings.Of(component.OptionsType))
            .Select(other => other.Key).Append("name").Distinct()];
        return known.Contains(option) ? [] : [Unknown(pathPlace, path, option, known)];
    }

    static Finding Unknown(string pathPlace, JsonValue path, string key, string[] known) =>
        new(pathPlace, $"{Words.Name(path)} is not a known setting", Words.DidYouMean(key, known));

    IReadOnlyList<Finding> Values(string place, JsonObject axis, Setting setting) => axis["values"] is not JsonArray values
        ? []
        : [.. values.Index().SelectMany(value => new SettingsCheck(families, isPart: true)
            .Of(FormattableString.Invariant($"{place}:values:{value.Index}"), value.Item, setting))];
}
