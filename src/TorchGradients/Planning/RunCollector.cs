using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>Collects the distinct runs of a grid: cells that resolve to the same config are one run, shown in each of them.</summary>
public sealed class RunCollector(ISurroundings surroundings)
{
    readonly List<(string Identity, long Seed, JsonObject Resolved, List<IReadOnlyDictionary<string, string>> Cells)> _runs = [];
    readonly Dictionary<string, int> _positions = [];

    /// <summary>Adds a cell's runs, one per seed.</summary>
    public void Add(Cell cell, IReadOnlyList<long> seeds)
    {
        foreach (long seed in seeds)
        {
            var tree = (JsonObject)cell.Tree.DeepClone();
            tree["seeds"] = new JsonArray(seed);
            JsonObject resolved = ConfigNormalizer.Normalize(tree, Catalogue.All);
            RunConfig config = ConfigBinder.Bind<RunConfig>(resolved);
            string identity = Identity.Of(resolved, surroundings.DeviceKind(config), surroundings.DataHash(config));
            if (_positions.TryGetValue(identity, out int position))
            {
                _runs[position].Cells.Add(cell.Values);
                continue;
            }

            _positions.Add(identity, _runs.Count);
            _runs.Add((identity, seed, resolved, [cell.Values]));
        }
    }

    /// <summary>The runs in the order of their first cells.</summary>
    public IReadOnlyList<PlannedRun> Runs()
    {
        IReadOnlyList<string> folders = FolderNames.For([.. _runs.Select(run => (run.Cells[0], run.Seed, run.Identity))]);
        return [.. _runs.Zip(folders, (run, folder) => new PlannedRun(
            run.Identity, folder, run.Seed, run.Resolved, ConfigBinder.Bind<RunConfig>(run.Resolved), run.Cells))];
    }
}
