using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>
/// Which places of a grid are cells: all but those that <c>exclude</c> leaves out; and which of them is the baseline.
/// </summary>
internal sealed class GridSelection(Grid grid, ExperimentConfig experiment, AxisLookup lookup)
{
    /// <summary>
    /// The places in order. Entries that leave nothing out, or everything, and a baseline that is no cell are problems.
    /// </summary>
    public IReadOnlyList<int[]> Places()
    {
        CellPattern?[] excluded = [.. experiment.Exclude.Select((entry, i) =>
            Excluded(FormattableString.Invariant($"exclude:{i}"), entry))];
        CellPattern? baseline = Baseline();
        bool[] used = new bool[excluded.Length];
        var kept = new List<int[]>();
        bool any = false, baselineIsThere = false, baselineIsKept = false;
        foreach (int[] place in grid.Places())
        {
            any = true;
            bool isOut = false;
            for (int i = 0; i < excluded.Length; i++)
            {
                if (excluded[i]?.Matches(place) == true) used[i] = isOut = true;
            }

            bool isBaseline = baseline?.Matches(place) == true;
            baselineIsThere |= isBaseline;
            baselineIsKept |= isBaseline && !isOut;
            if (!isOut) kept.Add(place);
        }

        if (any) Report(excluded, used, kept.Count == 0, baseline is not null && !baselineIsKept, baselineIsThere);
        return kept;
    }

    void Report(CellPattern?[] excluded, bool[] used, bool nothingIsLeft, bool baselineIsMissing, bool baselineIsOut)
    {
        foreach (int i in Enumerable.Range(0, excluded.Length).Where(i => excluded[i] is not null && !used[i]))
        {
            lookup.Report(FormattableString.Invariant($"exclude:{i}"), "leaves out nothing: no cell has all of these values",
                "Correct it, or remove it.");
        }

        if (nothingIsLeft)
        {
            lookup.Report("exclude", "leaves out every cell, so nothing is left to run", "Leave fewer cells out.");
        }
        else if (baselineIsMissing)
        {
            lookup.Report("baseline",
                baselineIsOut ? "is left out by exclude" : "names no cell: paired axes never have these values together",
                "Name a cell that is run.");
        }
    }

    CellPattern? Excluded(string path, JsonObject entry)
    {
        if (entry.Count == 0)
        {
            lookup.Report(path, "is empty", "Write for example {\"depth\": 50, \"remedy\": [\"none\", \"relu\"]}.");
            return null;
        }

        return Pattern(path, entry, mayList: true);
    }

    CellPattern? Baseline() => experiment.Baseline.Count == 0 ? null : Pattern("baseline", experiment.Baseline, mayList: false);

    /// <summary>The cells that the object names; null where it names axes or values that are not there.</summary>
    CellPattern? Pattern(string path, JsonObject named, bool mayList)
    {
        var values = new Dictionary<int, IReadOnlyList<int>>();
        bool isWhole = true;
        foreach ((string name, JsonNode? value) in named)
        {
            if (lookup.Axis($"{path}:{name}", name) is not { } axis)
            {
                isWhole = false;
                continue;
            }

            bool isList = mayList && value is JsonArray && lookup.Find(axis, value) is null;
            IReadOnlyList<(string Path, JsonNode? Value)> wanted = isList
                ? [.. value!.AsArray().Select((item, i) => (FormattableString.Invariant($"{path}:{name}:{i}"), item))]
                : [($"{path}:{name}", value)];
            IReadOnlyList<int>[] found = [.. wanted.Select(item => lookup.Values(item.Path, axis, item.Value))];
            isWhole &= found.All(positions => positions.Count > 0);
            values[axis] = [.. found.SelectMany(positions => positions)];
        }

        return isWhole ? new CellPattern(grid, values) : null;
    }
}
