using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>
/// A part of a config that merges, is checked and is normalised without regard to the rest: a setting of <c>model</c>
/// or
/// <c>training</c>, or the whole of <c>data</c>, <c>probes</c> and the like.
/// </summary>
/// <param name="section">The section that it lies in; null at the top.</param>
/// <param name="setting">The setting.</param>
/// <param name="tree">The config that the axes are laid over.</param>
/// <param name="grid">The grid.</param>
/// <param name="make">What becomes of the merged part: an object with at most the setting, within its section.</param>
internal sealed class ConfigUnit(
    Setting? section, Setting setting, JsonObject tree, Grid grid, Func<ConfigUnit, JsonObject, UnitValue> make)
{
    readonly int[] _axes = [.. Enumerable.Range(0, grid.Axes.Count)
        .Where(axis => grid.Axes[axis].Values.Any(value => Part(value.Layer, section, setting).Count > 0))];
    int[]? _dimensions;
    UnitValue?[]? _known;

    /// <summary>The section that it lies in; null at the top.</summary>
    public Setting? Section => section;

    /// <summary>The setting.</summary>
    public Setting Setting => setting;

    /// <summary>As in <c>training:optimizer</c>.</summary>
    public string Path { get; } = section is null ? setting.Key : $"{section.Key}:{setting.Key}";

    /// <summary>Whether an axis sets it.</summary>
    public bool Varies => _axes.Length > 0;

    /// <summary>Its value at a place of the grid, made once for all places that cannot tell it apart.</summary>
    public UnitValue At(int[] place)
    {
        int[] dimensions = _dimensions ??= [.. _axes.Select(grid.DimensionOf).Distinct()];
        int index = 0;
        foreach (int dimension in dimensions) index = index * grid.Lengths[dimension] + place[dimension];
        _known ??= new UnitValue?[dimensions.Aggregate(1, (size, dimension) => size * grid.Lengths[dimension])];
        return _known[index] ??= make(this, _axes.Aggregate(Part(tree, section, setting), (below, axis) =>
            JsonMerge.Merge(below, Part(grid.Axes[axis].Values[grid.ValueAt(place, axis)].Layer, section, setting))));
    }

    /// <summary>The value in a part that was made of this unit; null also where it is not set.</summary>
    public JsonNode? In(JsonObject part) => (section is null ? part : part[section.Key] as JsonObject)?[setting.Key];

    /// <summary>What of a tree concerns a setting; empty where nothing does.</summary>
    static JsonObject Part(JsonObject tree, Setting? section, Setting setting)
    {
        JsonObject? around = section is null ? tree : tree[section.Key] as JsonObject;
        if (around is null || !around.TryGetPropertyValue(setting.Key, out JsonNode? value)) return [];

        var part = new JsonObject { [setting.Key] = value?.DeepClone() };
        return section is null ? part : new JsonObject { [section.Key] = part };
    }
}
