using System.Text.Json.Nodes;

namespace TorchGradients.Planning;

/// <summary>Collects the runs of a grid into groups whose operators are the same.</summary>
internal sealed class CohortCollector(ConfigUnits units)
{
    readonly int[] _varying = [.. units.All.Index()
        .Where(unit => unit.Item.Varies && unit.Item.Path is not ("training:device" or "training:precision"))
        .Select(unit => unit.Index)];
    readonly int _device = units.PositionOf("training:device");
    readonly Dictionary<(string Device, string Precision), int> _places = [];
    readonly Dictionary<(int Before, int Kind), int> _keys = [];
    readonly Dictionary<int, List<int>> _members = [];
    readonly List<RunGroup> _groups = [];

    /// <summary>Adds a run to its group.</summary>
    /// <param name="run">Its position.</param>
    /// <param name="values">Its config's units.</param>
    /// <param name="facts">What its config leaves open.</param>
    /// <param name="rule">How such runs train together; asked for once per group.</param>
    public void Add(int run, UnitValue[] values, WorkFacts facts, Func<CohortRule> rule)
    {
        // Runs that name different GPUs train on them; auto and cuda leave the choice to the worker.
        string device = values[_device].Normalized?.ToString() ?? "";
        int key = Number(_places, (device.StartsWith("cuda:", StringComparison.Ordinal) ? device : facts.DeviceKind, facts.Precision));
        foreach (int unit in _varying) key = Number(_keys, (key, values[unit].Kind));
        if (!_members.TryGetValue(key, out List<int>? members))
        {
            _members.Add(key, members = []);
            _groups.Add(new RunGroup(Describe(values, facts), members, rule()));
        }

        members.Add(run);
    }

    /// <summary>The groups in the order of their first runs.</summary>
    public IReadOnlyList<RunGroup> Groups() => _groups;

    static int Number<T>(Dictionary<T, int> known, T key) where T : notnull
    {
        if (!known.TryGetValue(key, out int number)) known.Add(key, number = known.Count);
        return number;
    }

    JsonObject Describe(UnitValue[] values, WorkFacts facts)
    {
        var kind = new JsonObject();
        foreach ((ConfigUnit unit, UnitValue value) in units.All.Zip(values)
            .Where(pair => !CohortKind.IsLeftOut(pair.First.Path) && !CohortKind.IsOfExecution(pair.First.Path)))
        {
            JsonObject around = kind;
            if (unit.Section is { } section)
            {
                if (!kind.ContainsKey(section.Key)) kind[section.Key] = new JsonObject();
                around = kind[section.Key]!.AsObject();
            }

            around[unit.Setting.Key] = CohortKind.Of(unit.Path, value.Normalized);
        }

        kind["training"]!["device"] = facts.DeviceKind;
        kind["training"]!["precision"] = facts.Precision;
        return kind;
    }
}
