using System.Globalization;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>
/// The canonical form of a run's config: every default written out, keys in the order of the records.
/// </summary>
public static class ConfigNormalizer
{
    static readonly string[] s_grid = ["axes", "exclude", "baseline", "claims", "analysis"];

    /// <summary>What a run's config holds: all settings but those of the grid.</summary>
    internal static IReadOnlyList<Setting> RunSettings { get; } =
        [.. Settings.Root.Where(setting => !s_grid.Contains(setting.Key))];

    /// <summary>
    /// The canonical form of a checked config; <c>axes</c>, <c>exclude</c>, <c>baseline</c>, <c>claims</c> and <c>analysis</c>, which
    /// are no run's, are left out.
    /// </summary>
    /// <param name="tree">The config.</param>
    /// <param name="catalogue">Every family of components: their options have defaults too.</param>
    public static JsonObject Normalize(JsonObject tree, IReadOnlyList<IRegistry> catalogue)
    {
        var families = new Families(catalogue);
        return Section(ShortForms.ExpandAll(tree), RunSettings, families);
    }

    /// <summary>The canonical form of one setting's value; its default where the section does not have it.</summary>
    internal static JsonNode? Normalize(JsonObject section, Setting setting, Families families) =>
        Section(ShortForms.ExpandAll(section, [setting]), [setting], families)[setting.Key]?.DeepClone();

    static JsonObject Section(JsonObject section, IReadOnlyList<Setting> settings, Families families) =>
        new(settings.Select(setting => KeyValuePair.Create(setting.Key, Value(
            section.TryGetPropertyValue(setting.Key, out JsonNode? value) ? value : setting.Default, setting, families))));

    static JsonNode? Value(JsonNode? value, Setting setting, Families families) => (setting.Kind, value) switch
    {
        (_, null) => null,
        (SettingKind.Section, JsonObject section) => Section(section, Settings.Of(setting.Type), families),
        (SettingKind.Component, JsonObject component) => Component(component, setting, families),
        (SettingKind.List, JsonArray items) => new JsonArray([.. items.Select(item => Value(item, setting.Item!, families))]),
        (SettingKind.Integer, _) => long.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        (SettingKind.Number, _) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) + 0.0,  // -0 becomes 0
        _ => value.DeepClone(),
    };

    static JsonObject Component(JsonObject component, Setting setting, Families families)
    {
        string name = component["name"]!.GetValue<string>();
        JsonObject options = Section(component, families.Options(setting.Family!, name)!, families);
        options.Insert(0, "name", name);
        return options;
    }
}
