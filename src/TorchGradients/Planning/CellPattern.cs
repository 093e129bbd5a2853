namespace TorchGradients.Planning;

/// <summary>Some cells of a grid: those with one of these values on each of these axes.</summary>
/// <param name="grid">The grid.</param>
/// <param name="values">
/// Positions of values by the position of their axis; axes that are not in it may have any value.
/// </param>
internal sealed class CellPattern(Grid grid, IReadOnlyDictionary<int, IReadOnlyList<int>> values)
{
    readonly (int Axis, bool[] Matches)[] _axes = [.. values.Select(pair =>
        (pair.Key, Enumerable.Range(0, grid.Axes[pair.Key].Values.Count).Select(pair.Value.Contains).ToArray()))];

    /// <summary>Whether the cell at that place is one of them.</summary>
    public bool Matches(int[] place)
    {
        foreach ((int axis, bool[] matches) in _axes)
        {
            if (!matches[grid.ValueAt(place, axis)]) return false;
        }

        return true;
    }
}
