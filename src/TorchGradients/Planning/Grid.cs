namespace TorchGradients.Planning;

/// <summary>
/// The places of a grid: every combination of its axes' values, where axes of one pair advance together.
/// </summary>
/// <remarks>
/// The last axis runs fastest; a pair has the place of its first axis in that order. Layers apply in the order in which
/// the
/// axes are written, whatever is paired.
/// </remarks>
public sealed class Grid
{
    readonly int[] _lengths;
    readonly int[] _dimensions;

    /// <summary>The grid of these axes; paired ones have equally many values.</summary>
    public Grid(IReadOnlyList<GridAxis> axes)
    {
        Axes = axes;
        var pairs = new Dictionary<string, int>();
        var lengths = new List<int>();
        _dimensions = [.. axes.Select(axis => Dimension(axis, pairs, lengths))];
        _lengths = [.. lengths];
        Count = _lengths.Aggregate(1L, (count, length) => count > int.MaxValue ? count : count * length);
        Names = new AxisNames([.. axes.Select(axis => axis.Axis.Name)]);
    }

    /// <summary>The axes as they are written.</summary>
    public IReadOnlyList<GridAxis> Axes { get; }

    /// <summary>Number of places; some number above 2³¹ where there are more.</summary>
    public long Count { get; }

    /// <summary>The axes' names, shared by all cells.</summary>
    internal AxisNames Names { get; }

    /// <summary>How many values each dimension (an axis, or axes that advance together) has.</summary>
    internal IReadOnlyList<int> Lengths => _lengths;

    /// <summary>The dimension that an axis belongs to.</summary>
    internal int DimensionOf(int axis) => _dimensions[axis];

    /// <summary>Every place: the index of a value per dimension.</summary>
    public IEnumerable<int[]> Places()
    {
        if (_lengths.Contains(0)) yield break;

        int[] place = new int[_lengths.Length];
        while (true)
        {
            yield return [.. place];
            int dimension = _lengths.Length - 1;
            while (dimension >= 0 && ++place[dimension] == _lengths[dimension]) place[dimension--] = 0;
            if (dimension < 0) yield break;
        }
    }

    /// <summary>The index of an axis' value at a place.</summary>
    public int ValueAt(int[] place, int axis) => place[_dimensions[axis]];

    /// <summary>The cell at a place: axis name to value's name.</summary>
    public IReadOnlyDictionary<string, string> CellAt(int[] place) =>
        new CellValues(Names, [.. Axes.Select((axis, i) => axis.Axis.Values[ValueAt(place, i)])]);

    static int Dimension(GridAxis axis, Dictionary<string, int> pairs, List<int> lengths)
    {
        if (axis.Pair is { } pair)
        {
            if (pairs.TryGetValue(pair, out int shared)) return shared;
            pairs.Add(pair, lengths.Count);
        }

        lengths.Add(axis.Values.Count);
        return lengths.Count - 1;
    }
}
