using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>
/// A grid's config in units, so that what a hundred thousand cells have in common is checked and bound once.
/// </summary>
internal sealed class ConfigUnits
{
    readonly Families _families = new(Catalogue.All);
    readonly Dictionary<string, int> _kinds = [];
    readonly Dictionary<string, int> _positions;
    readonly Func<JsonObject, IReadOnlyList<ConfigProblem>> _check;
    readonly RunComposer _composer;

    /// <summary>The units of a config below the layers of a grid.</summary>
    /// <param name="tree">The config without its grid.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="check">What is wrong with a part.</param>
    public ConfigUnits(JsonObject tree, Grid grid, Func<JsonObject, IReadOnlyList<ConfigProblem>> check)
    {
        _check = check;
        Grid = grid;
        All = [.. ConfigNormalizer.RunSettings.Where(setting => setting.Key != "seeds").SelectMany(setting =>
            setting.Kind == SettingKind.Section
                ? Settings.Of(setting.Type).Select(inner => new ConfigUnit(setting, inner, tree, grid, Make))
                : [new ConfigUnit(null, setting, tree, grid, Make)])];
        _positions = All.Index().ToDictionary(pair => pair.Item.Path, pair => pair.Index);
        _composer = new RunComposer(All);
    }

    /// <summary>The grid.</summary>
    public Grid Grid { get; }

    /// <summary>The units in the order of the settings.</summary>
    public IReadOnlyList<ConfigUnit> All { get; }

    /// <summary>The position of a unit in <see cref="All"/>.</summary>
    public int PositionOf(string path) => _positions[path];

    /// <summary>The value of every unit at a place.</summary>
    public UnitValue[] At(int[] place)
    {
        var values = new UnitValue[All.Count];
        for (int i = 0; i < values.Length; i++) values[i] = All[i].At(place);
        return values;
    }

    /// <summary>The run at a place, as a record.</summary>
    public RunConfig Compose(UnitValue[] values, long seed) => _composer.Compose(values, seed);

    /// <summary>The value of an option as it was written; null where it is not set.</summary>
    /// <param name="values">The units' values.</param>
    /// <param name="unit">The component's unit.</param>
    /// <param name="option">The option.</param>
    public JsonNode? Written(UnitValue[] values, string unit, string option) =>
        (values[PositionOf(unit)].Written as JsonObject)?[option];

    /// <summary>The whole config of a run, every default written out.</summary>
    public JsonObject Resolve(int[] place, long seed)
    {
        UnitValue[] values = At(place);
        var resolved = new JsonObject();
        foreach (Setting setting in ConfigNormalizer.RunSettings)
        {
            resolved[setting.Key] = setting.Key == "seeds" ? new JsonArray(seed)
                : setting.Kind == SettingKind.Section ? new JsonObject()
                : values[PositionOf(setting.Key)].Normalized?.DeepClone();
        }

        foreach ((ConfigUnit unit, UnitValue value) in All.Zip(values))
        {
            if (unit.Section is { } section) resolved[section.Key]![unit.Setting.Key] = value.Normalized?.DeepClone();
        }

        return resolved;
    }

    UnitValue Make(ConfigUnit unit, JsonObject part)
    {
        IReadOnlyList<ConfigProblem> problems = _check(part);
        if (problems.Count > 0) return new UnitValue { Problems = problems };

        JsonObject around = unit.Section is { } section ? part[section.Key] as JsonObject ?? [] : part;
        JsonNode? normalized = ConfigNormalizer.Normalize(around, unit.Setting, _families);
        string kind = CohortKind.Of(unit.Path, normalized)?.ToJsonString() ?? "";
        if (!_kinds.TryGetValue(kind, out int number)) _kinds.Add(kind, number = _kinds.Count);
        return new UnitValue
        {
            Written = unit.In(part)?.DeepClone(),
            Normalized = normalized,
            Bound = RunComposer.Bind(unit, normalized),
            Canonical = Identity.Canonical(normalized),
            Kind = number,
        };
    }
}
