using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Checks a config's tree against the settings; every finding, in the order of the tree.</summary>
/// <param name="families">The known components.</param>
/// <param name="isPart">Whether the tree is merged over another, so that a component may lack its name.</param>
internal sealed class SettingsCheck(Families families, bool isPart = false)
{
    readonly List<Finding> _findings = [];

    /// <summary>What is wrong with the tree of a config, or of a part of one.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="isWhole">Whether what is not there is missing; else only what is there is checked.</param>
    public IReadOnlyList<Finding> Of(JsonObject tree, bool isWhole = true)
    {
        Section("", tree, Settings.Root);
        if (isWhole && !isPart && !tree.ContainsKey("data"))
        {
            _findings.Add(new Finding("data", "is missing", $"Name a data set.  {Known("data set")}"));
        }

        return _findings;
    }

    /// <summary>What is wrong with a value of one setting.</summary>
    public IReadOnlyList<Finding> Of(string path, JsonNode? value, Setting setting)
    {
        Value(path, value, setting);
        return _findings;
    }

    void Section(string path, JsonObject section, IReadOnlyList<Setting> settings, string? where = null)
    {
        foreach ((string key, JsonNode? value) in section)
        {
            string place = path.Length == 0 ? key : $"{path}:{key}";
            Setting? setting = Settings.Find(settings, key);
            bool isShortForm = setting is { Key: "name", Family: not null } && IsText(value);
            if (isShortForm) Value(path, value, setting!);  // Reported as the short form is.
            else if (setting is not null) Value(place, value, setting);
            else _findings.Add(UnknownKey(place, key, settings, where));
        }
    }

    Finding UnknownKey(string place, string key, IReadOnlyList<Setting> settings, string? where) => new(
        Words.Shortened(place, 100),
        where is null ? "is not a known setting" : $"is not an option of {where}",
        KeySpelling.WithColons(place, families) is { } meant ? $"Did you mean {meant}?"
            : settings.Count == 0 ? "It has no options." : Words.DidYouMean(key, [.. settings.Select(setting => setting.Key)]));

    void Value(string path, JsonNode? value, Setting setting)
    {
        if (value is null && setting.AllowsNull) return;

        switch (setting.Kind)
        {
            case SettingKind.Section when value is JsonObject section:
                Section(path, section, Settings.Of(setting.Type));
                if (setting.ShortFormKey is { } key && !section.ContainsKey(key))
                {
                    AddNameless(path, Inner(setting, key).Family!);
                }

                break;
            case SettingKind.Section:
                if (setting.ShortFormKey is { } name && IsText(value)) Value(path, value, Inner(setting, name));
                else _findings.Add(ValueCheck.Wrong(path, value, setting, "an object"));
                break;
            case SettingKind.Component:
                Component(path, value, setting);
                break;
            case SettingKind.List when value is JsonArray items:
                Items(path, items, setting);
                break;
            case SettingKind.AnyObject when value is JsonObject:
            case SettingKind.AnyList when value is JsonArray:
                break;
            case SettingKind.AnyObject:
                _findings.Add(ValueCheck.Wrong(path, value, setting, "an object"));
                break;
            case SettingKind.List or SettingKind.AnyList:
                _findings.Add(ValueCheck.Wrong(path, value, setting, "a list") with { Fix = "A list is set whole: [...]." });
                break;
            default:
                if (ValueCheck.Of(path, value, setting, families) is { } finding) _findings.Add(finding);
                break;
        }
    }

    void Component(string path, JsonNode? value, Setting setting)
    {
        string family = setting.Family!;
        JsonNode? name = value is JsonObject component ? component["name"] : value;
        if (value is JsonObject nameless && !nameless.ContainsKey("name"))
        {
            if (isPart) return;  // Which component it belongs to is known when it is merged.

            if (setting.DefaultName is not { } defaultName)
            {
                AddNameless(path, family);
                return;
            }

            name = JsonValue.Create(defaultName);
        }

        if (!IsText(name))
        {
            string form = $"the name of {Words.A(family)}, or an object with its name and options";
            _findings.Add(ValueCheck.Wrong(value is JsonObject ? $"{path}:name" : path, name, setting, form));
            return;
        }

        string text = name!.GetValue<string>();
        if (families.Options(family, text) is not { } options)
        {
            _findings.Add(ValueCheck.UnknownName(path, text, family, families.Of(family)));
        }
        else if (value is JsonObject withOptions)
        {
            var own = (JsonObject)withOptions.DeepClone();
            own.Remove("name");
            Section(path, own, options, $"the {family} '{text}'");
        }
    }

    void Items(string path, JsonArray items, Setting setting)
    {
        if (items.Count < setting.FewestItems)
        {
            _findings.Add(new Finding(path, "is empty", FormattableString.Invariant($"Write at least {setting.FewestItems}.")));
        }

        var positions = new Dictionary<string, int>();
        foreach ((int index, JsonNode? item) in items.Index())
        {
            string place = FormattableString.Invariant($"{path}:{index}");
            Value(place, item, setting.Item!);
            if (setting.ItemsAreUnique && !positions.TryAdd(item?.ToJsonString() ?? "null", index))
            {
                int first = positions[item?.ToJsonString() ?? "null"];
                _findings.Add(new Finding(place,
                    FormattableString.Invariant($"is {Words.Name(item)}, as {path}:{first} is"), "Remove one of the two."));
            }
        }
    }

    void AddNameless(string path, string family) =>
        _findings.Add(new Finding($"{path}:name", "is missing", $"Name {Words.A(family)}.  {Known(family)}"));

    string Known(string family) => Words.DidYouMean("", [.. families.Of(family).Keys]);

    static Setting Inner(Setting setting, string key) => Settings.Find(Settings.Of(setting.Type), key)!;

    static bool IsText(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;
}
