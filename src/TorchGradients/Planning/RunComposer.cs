using System.Reflection;
using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>Puts a run's record together from its units' values, each bound once.</summary>
internal sealed class RunComposer
{
    static readonly PropertyInfo s_seed = typeof(RunConfig).GetProperty(nameof(RunConfig.Seed))!;

    readonly PropertyInfo?[] _properties;
    readonly (PropertyInfo Property, int[] Units)[] _sections;
    readonly int[] _top;

    /// <summary>For these units; a unit that a run's record does not have is left out.</summary>
    public RunComposer(IReadOnlyList<ConfigUnit> units)
    {
        _properties = [.. units.Select(PropertyOf)];
        _top = [.. Enumerable.Range(0, units.Count).Where(i => units[i].Section is null && _properties[i] is not null)];
        _sections = [.. units.Index().Where(pair => pair.Item.Section is not null && _properties[pair.Index] is not null)
            .GroupBy(pair => pair.Item.Section!.Key, pair => pair.Index)
            .Select(group => (Find(typeof(RunConfig), group.Key)!, group.ToArray()))];
    }

    /// <summary>The value of the unit's property; null also where a run has no such property.</summary>
    public static object? Bind(ConfigUnit unit, JsonNode? normalized)
    {
        if (PropertyOf(unit) is not { } property) return null;

        object record = RecordBinder.Bind(new JsonObject { [unit.Setting.Key] = normalized?.DeepClone() }, property.DeclaringType!);
        return property.GetValue(record);
    }

    /// <summary>The run of these values.</summary>
    public RunConfig Compose(UnitValue[] values, long seed)
    {
        var run = Activator.CreateInstance<RunConfig>();
        foreach (int i in _top) _properties[i]!.SetValue(run, values[i].Bound);
        foreach ((PropertyInfo property, int[] units) in _sections)
        {
            object section = Activator.CreateInstance(property.PropertyType)!;
            foreach (int i in units) _properties[i]!.SetValue(section, values[i].Bound);
            property.SetValue(run, section);
        }

        s_seed.SetValue(run, seed);
        return run;
    }

    static PropertyInfo? PropertyOf(ConfigUnit unit) => unit.Section is not { } section
        ? Find(typeof(RunConfig), unit.Setting.Key)
        : Find(typeof(RunConfig), section.Key) is { } around ? Find(around.PropertyType, unit.Setting.Key) : null;

    static PropertyInfo? Find(Type type, string key) =>
        Settings.Properties(type).FirstOrDefault(property => Settings.KeyOf(property) == key);
}
