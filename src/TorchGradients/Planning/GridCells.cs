using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>The cells of a grid, checked, and the runs that they come to.</summary>
internal sealed class GridCells
{
    static readonly string[] s_grid = ["axes", "exclude", "seeds", "baseline", "claims", "analysis"];

    readonly ISurroundings _surroundings;
    readonly ConfigDocument _document;
    readonly long _seed;
    readonly ConfigUnits _units;
    readonly HashSet<UnitValue> _wrong = new(ReferenceEqualityComparer.Instance);
    readonly List<ConfigProblem> _problems = [];
    CellFindings _findings = new(0);

    /// <summary>No cells yet.</summary>
    public GridCells(
        ConfigReader reader, ISurroundings surroundings, ConfigDocument document, Grid grid, IReadOnlyList<long> seeds)
    {
        (_surroundings, _document, _seed) = (surroundings, document, seeds[0]);
        var tree = (JsonObject)document.Tree.DeepClone();
        foreach (string key in s_grid) tree.Remove(key);
        _units = new ConfigUnits(tree, grid, part => reader.CheckSome(part, document));
        Runs = new RunCollector(_units, surroundings, seeds);
    }

    /// <summary>The runs; whole only where there are no problems.</summary>
    public RunCollector Runs { get; }

    /// <summary>What keeps the experiment from being run.</summary>
    public IEnumerable<ConfigProblem> Problems => [.. _problems, .. _findings.Problems(_document)];

    /// <summary>What deserves a word but keeps nothing from running.</summary>
    public IEnumerable<ConfigProblem> Notes => _findings.Notes(_document);

    /// <summary>Checks the cells at these places, all there are, and adds their runs.</summary>
    public void Add(IReadOnlyList<int[]> places)
    {
        _findings = new CellFindings(places.Count);
        foreach (int[] place in places)
        {
            UnitValue[] values = _units.At(place);
            if (IsWrong(values)) continue;

            RunConfig config = _units.Compose(values, _seed);
            var obstacles = _surroundings.Problems(config);
            IReadOnlyDictionary<string, string> cell = _units.Grid.CellAt(place);
            _findings.Add(obstacles, isVoid: false, cell);
            _findings.Add(VoidSettings.In(
                (unit, option) => _units.Written(values, unit, option), config, _surroundings.ShapeOf(config)?.Features), isVoid: true, cell);
            if (obstacles.Count == 0) _findings.AddNotes(Runs.Add(place, values, config).Select(Shared));
        }
    }

    static (string Path, string Finding, string Fix) Shared(string path) =>
        (path, "differs between cells that are the same run; what the first of them says counts", "Set it for all runs.");

    bool IsWrong(UnitValue[] values)
    {
        bool isWrong = false;
        foreach (UnitValue value in values)
        {
            if (value.Problems.Count == 0) continue;
            isWrong = true;
            if (_wrong.Add(value)) _problems.AddRange(value.Problems.Where(problem => !_problems.Contains(problem)));
        }

        return isWrong;
    }
}
