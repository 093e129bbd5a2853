using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>The axes of a config, each value as a layer over it; problems are collected.</summary>
public sealed class AxisReader(ConfigReader reader, string file, ICollection<ConfigProblem> problems)
{
    static readonly string[] s_summaryColumns =
    [
        "run", "seed", "status", "steps", "trainLoss", "testLoss", "testAccuracy", "deltaDecayAtInitialization",
        "deltaDecayAtEnd", "firstLayerUpdateRatio", "seconds", "runs",
    ];

    /// <summary>The axes in the order of the config.</summary>
    public IReadOnlyList<GridAxis> Read(IReadOnlyList<AxisConfig> axes) => Read([.. axes.Index()]);

    /// <summary>Some axes of the config, each with its place there.</summary>
    internal IReadOnlyList<GridAxis> Read(IReadOnlyList<(int Index, AxisConfig Axis)> axes)
    {
        var read = new List<GridAxis>();
        var names = new Dictionary<string, int>();
        foreach ((int index, AxisConfig axis) in axes)
        {
            string place = FormattableString.Invariant($"axes:{index}");
            IReadOnlyList<AxisValue> values = Values(axis, place);
            string name = axis.Name ?? axis.Path?.Split(':')[^1] ?? "";
            if (name.Length == 0)
            {
                if (values.Count > 0) Report(place, "has neither a name nor a path", "Name it, or give the path of the setting that it varies.");
            }
            else if (s_summaryColumns.Contains(name))
            {
                Report($"{place}:name", $"'{name}' is a column of summary.csv", "Give the axis another name.");
            }
            else if (!names.TryAdd(name, index))
            {
                Report($"{place}:name", $"'{name}' is also the name of axes:{names[name]}", "Give one of them another name.");
            }

            foreach (string twice in values.GroupBy(value => value.Name).Where(group => group.Count() > 1).Select(group => group.Key))
            {
                if (axis.Pair is not null) continue;  // Told apart by the axis that it advances with.
                Report(place, $"has the value '{twice}' twice", "Remove one, or let the values differ.");
            }

            read.Add(new GridAxis(new PlannedAxis(name, axis.Role, [.. values.Select(value => value.Name)]), values, axis.Pair)
            {
                HasFragments = axis.Fragments is not null,
            });
        }

        return read;
    }

    IReadOnlyList<AxisValue> Values(AxisConfig axis, string place)
    {
        if (axis is { Fragments.Count: > 0, Path: null, Values: null }) return Fragments(axis.Fragments, place);
        if (axis is { Fragments: null, Path: { Length: > 0 } path, Values.Count: > 0 })
        {
            JsonNode?[] values = [.. axis.Values];
            return [.. ValueNames.Of(values).Zip(values, (name, value) => new AxisValue(name, LayerText.At(path.Split(':'), value)))];
        }

        Report(place, "needs either fragments, or a path and values, each with at least one entry",
            "Write \"fragments\": [...] or \"path\": \"...\", \"values\": [...].");
        return [];
    }

    IReadOnlyList<AxisValue> Fragments(IReadOnlyList<string> fragments, string place)
    {
        IReadOnlyList<string> names = ValueNames.OfFragments(fragments);
        return [.. fragments.Select((fragment, i) =>
            new AxisValue(names[i], Fragment(fragment, FormattableString.Invariant($"{place}:fragments:{i}"))))];
    }

    JsonObject Fragment(string fragment, string place)
    {
        if (fragment == "none") return [];
        if (LayerFiles.Obstacle(fragment) is not { } obstacle) return reader.ReadFragment(fragment, place, problems);

        Report(place, $"'{reader.NameOf(fragment)}' {obstacle}", NearbyFiles.Suggest(fragment));
        return [];
    }

    void Report(string path, string finding, string fix) => problems.Add(new ConfigProblem(file, path, finding, fix));
}
