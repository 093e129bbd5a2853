using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>Finds axes and their values by what a config calls them; problems are collected.</summary>
internal sealed class AxisLookup(string file, IReadOnlyList<GridAxis> axes, ICollection<ConfigProblem> problems)
{
    readonly Dictionary<int, Dictionary<string, List<int>>> _values = [];

    /// <summary>The axis of that name; null, and a problem, where there is none.</summary>
    public int? Axis(string path, string name)
    {
        foreach ((int index, GridAxis axis) in axes.Index())
        {
            if (axis.Axis.Name == name) return index;
        }

        Report(path, $"'{Words.Shortened(name, 60)}' is not the name of an axis", axes.Count == 0
            ? "There are no axes; leave it out."
            : Words.DidYouMean(name, [.. axes.Select(axis => axis.Axis.Name).Where(known => known.Length > 0)]));
        return null;
    }

    /// <summary>
    /// The positions of a value, several only on a paired axis; none, and a problem, where there is no such value.
    /// </summary>
    public IReadOnlyList<int> Values(string path, int axis, JsonNode? value)
    {
        if (Find(axis, value) is { } found) return found;

        PlannedAxis planned = axes[axis].Axis;
        string name = ValueNames.Candidates(value)[0];
        Report(path, $"'{Words.Shortened(name, 60)}' is not a value of the axis '{planned.Name}'",
            Words.DidYouMean(name, [.. planned.Values.Distinct()]));
        return [];
    }

    /// <summary>The positions of a value; null where there is no such value.</summary>
    public IReadOnlyList<int>? Find(int axis, JsonNode? value)
    {
        if (!_values.TryGetValue(axis, out var known))
        {
            _values[axis] = known = axes[axis].Axis.Values.Index().GroupBy(pair => pair.Item, pair => pair.Index)
                .ToDictionary(group => group.Key, group => group.ToList());
        }

        return ValueNames.Candidates(value).Select(name => known.GetValueOrDefault(name)).FirstOrDefault(found => found is not null);
    }

    /// <summary>Adds a problem.</summary>
    public void Report(string path, string finding, string fix) => problems.Add(new ConfigProblem(file, path, finding, fix));
}
