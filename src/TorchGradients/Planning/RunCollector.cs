using System.Runtime.InteropServices;
using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Engines;

namespace TorchGradients.Planning;

/// <summary>
/// Collects the distinct runs of a grid: cells that resolve to the same work are one run, shown in each of them.
/// </summary>
internal sealed class RunCollector(ConfigUnits units, ISurroundings surroundings, IReadOnlyList<long> seeds)
{
    readonly List<(string Identity, long Seed, int[] Place, List<IReadOnlyDictionary<string, string>> Cells)> _runs = [];
    readonly Dictionary<string, int> _positions = [];
    readonly Dictionary<UnitValue, (string Scaling, string? Hash)> _data = new(ReferenceEqualityComparer.Instance);
    readonly IdentityWriter _identities = new(units);
    readonly CohortCollector _groups = new(units);
    readonly int[] _unhashed = [.. Identity.BesideTheTraining.Select(key => units.PositionOf($"training:{key}"))];

    /// <summary>Adds a cell's runs, one per seed.</summary>
    /// <param name="place">The cell's place.</param>
    /// <param name="values">The units there.</param>
    /// <param name="config">The config there, with any seed.</param>
    /// <returns>
    /// The settings that no identity tells apart, in which the cell differs from an earlier one that is the same run.
    /// </returns>
    public IReadOnlyList<string> Add(int[] place, UnitValue[] values, RunConfig config)
    {
        WorkFacts facts = Facts(values, config);
        IReadOnlyDictionary<string, string> cell = units.Grid.CellAt(place);
        IReadOnlyList<string> differences = [];
        foreach (long seed in seeds)
        {
            string identity = _identities.Of(values, facts, seed);
            ref int position = ref CollectionsMarshal.GetValueRefOrAddDefault(_positions, identity, out bool isKnown);
            if (isKnown)
            {
                _runs[position].Cells.Add(cell);
                differences = Differences(_runs[position].Place, values);
                continue;
            }

            position = _runs.Count;
            _runs.Add((identity, seed, place, [cell]));
            _groups.Add(position, values, facts, () => CohortSizes.For(config, facts, surroundings.ShapeOf(config)));
        }

        return differences;
    }

    /// <summary>The runs in the order of their first cells.</summary>
    public IReadOnlyList<PlannedRun> Runs()
    {
        IReadOnlyList<string> folders = FolderNames.For([.. _runs.Select(run => (run.Cells[0], run.Seed, run.Identity))]);
        return [.. _runs.Zip(folders, (run, folder) =>
            new PlannedRun(run.Identity, folder, run.Seed, units, run.Place, run.Cells))];
    }

    /// <summary>The runs in groups whose operators are the same, in the order of their first runs.</summary>
    public IReadOnlyList<RunGroup> Groups() => _groups.Groups();

    WorkFacts Facts(UnitValue[] values, RunConfig config)
    {
        UnitValue data = values[units.PositionOf("data")];
        if (!_data.TryGetValue(data, out var known))
        {
            string scaling = DataSets.All.Create(config.Data).ScalingOf(config.Data.As<DataConfig>());
            _data[data] = known = (scaling, surroundings.DataHash(config));
        }

        return new WorkFacts(surroundings.DeviceKind(config), Precisions.NameOf(config), known.Scaling, known.Hash);
    }

    IReadOnlyList<string> Differences(int[] first, UnitValue[] values) => [.. _unhashed
        .Where(i => !values[i].Canonical.AsSpan().SequenceEqual(units.All[i].At(first).Canonical))
        .Select(i => units.All[i].Path)];
}
