using MathNet.Numerics.LinearAlgebra;

namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>
/// The cells of a full or fractional grid as a linear model y = μ + Σ α_axis(value) + Σ γ_axis,other(value, value):
/// which weights on the cells estimate an effect.
/// </summary>
/// <remarks>
/// In a full grid the weights are differences of marginal means, and only the cells that are in them are looked at: a grid of two axes
/// has about as many interactions as cells. Else they are those of least squares, w = (X⁺)ᵀ c, which estimates the contrast c if and
/// only if Xᵀ w = c; where that does not hold the fraction cannot tell the effect from others. Source: Box, Hunter and Hunter, 2005,
/// "Statistics for Experimenters", chapters 5 and 6; estimability: Searle, 1971, "Linear Models", section 5.4.
/// </remarks>
sealed class FactorialDesign
{
    const double Tolerance = 1e-8;

    // What can be solved in about a second: the time grows with its power of 3/2.
    const long MostEntries = 1_000_000;

    readonly int[] _levels;
    readonly IReadOnlyList<int[]> _cells;
    readonly bool _isFull;
    readonly Lazy<Matrix<double>> _pairs;
    readonly Lazy<Matrix<double>> _mains;
    readonly Dictionary<(int Axis, int Other), int> _pairColumn = [];
    readonly Dictionary<(int Axis, int Other), ILookup<(int Value, int Level), int>> _pairCells = [];
    readonly int[] _axisColumn;
    readonly int _mainColumns;
    readonly int _columns;

    /// <summary>The design.</summary>
    /// <param name="levels">How many values each axis has; at least two axes.</param>
    /// <param name="cells">Of each cell the place of its value on each axis; no two the same.</param>
    public FactorialDesign(int[] levels, IReadOnlyList<int[]> cells)
    {
        _levels = levels;
        _cells = cells;
        _isFull = cells.Count == levels.Aggregate(1L, (product, count) => product * count);
        _axisColumn = [.. levels.Select((_, axis) => 1 + levels.Take(axis).Sum())];
        _mainColumns = 1 + levels.Sum();
        _columns = _mainColumns;
        for (int axis = 0; axis < levels.Length; axis++)
        {
            for (int other = axis + 1; other < levels.Length; other++)
            {
                _pairColumn[(axis, other)] = _columns;
                _columns += levels[axis] * levels[other];
            }
        }

        _pairs = new(() => PseudoInverse(_columns));
        _mains = new(() => PseudoInverse(_mainColumns));
    }

    /// <summary>Whether the least squares of a grid with missing cells are small enough to be solved.</summary>
    public bool IsSolvable => _isFull || (long)_cells.Count * _columns <= MostEntries;

    /// <summary>
    /// Weights for value against reference, averaged over the other axes; null where they cannot be told.
    /// </summary>
    public (CellWeight[] Weights, bool IsAliased)? Main(int axis, int value, int reference)
    {
        if (_isFull)
        {
            // Any other axis' lookup has this one's values, each with all levels of the other.
            int any = axis == 0 ? 1 : 0;
            IEnumerable<int> With(int one) => Enumerable.Range(0, _levels[any]).SelectMany(level => At(axis, one, any, level));
            return (Difference(With(value), With(reference)), false);
        }

        Dictionary<int, double> contrast = [];
        AddMain(contrast, axis, value, reference);
        Dictionary<int, double> withoutPairs = new(contrast);
        for (int other = 0; other < _levels.Length; other++)
        {
            if (other != axis) AddAverage(contrast, axis, value, reference, other);
        }

        if (Weights(_pairs.Value, contrast) is { } weights) return (weights, false);
        return Weights(_mains.Value, withoutPairs) is { } ifNoPairs ? (ifNoPairs, true) : null;
    }

    /// <summary>
    /// Weights for value against reference at one value of another axis; null where they cannot be told.
    /// </summary>
    public CellWeight[]? Simple(int axis, int value, int reference, int other, int level)
    {
        if (_isFull) return Difference(At(axis, value, other, level), At(axis, reference, other, level));

        Dictionary<int, double> contrast = [];
        AddMain(contrast, axis, value, reference);
        contrast[Pair(axis, value, other, level)] = 1;
        contrast[Pair(axis, reference, other, level)] = -1;
        for (int third = 0; third < _levels.Length; third++)
        {
            if (third != axis && third != other) AddAverage(contrast, axis, value, reference, third);
        }

        return Weights(_pairs.Value, contrast);
    }

    void AddMain(Dictionary<int, double> contrast, int axis, int value, int reference)
    {
        contrast[_axisColumn[axis] + value] = 1;
        contrast[_axisColumn[axis] + reference] = -1;
    }

    void AddAverage(Dictionary<int, double> contrast, int axis, int value, int reference, int other)
    {
        for (int level = 0; level < _levels[other]; level++)
        {
            contrast[Pair(axis, value, other, level)] = 1.0 / _levels[other];
            contrast[Pair(axis, reference, other, level)] = -1.0 / _levels[other];
        }
    }

    // The mean of some cells less that of as many others.
    static CellWeight[] Difference(IEnumerable<int> cells, IEnumerable<int> others)
    {
        int[] added = [.. cells], taken = [.. others];
        return
        [
            .. added.Select(cell => new CellWeight(cell, 1.0 / added.Length)),
            .. taken.Select(cell => new CellWeight(cell, -1.0 / taken.Length)),
        ];
    }

    /// <summary>The cells with those values on two axes.</summary>
    IEnumerable<int> At(int axis, int value, int other, int level)
    {
        if (axis > other) return At(other, level, axis, value);
        if (!_pairCells.TryGetValue((axis, other), out var cells))
        {
            cells = _cells.Index().ToLookup(cell => (cell.Item[axis], cell.Item[other]), cell => cell.Index);
            _pairCells[(axis, other)] = cells;
        }

        return cells[(value, level)];
    }

    int Pair(int axis, int value, int other, int otherValue) => axis < other
        ? _pairColumn[(axis, other)] + value * _levels[other] + otherValue
        : _pairColumn[(other, axis)] + otherValue * _levels[axis] + value;

    /// <summary>X⁺, transposed: [cell, column].</summary>
    Matrix<double> PseudoInverse(int columns)
    {
        var x = Matrix<double>.Build.Dense(_cells.Count, columns);
        foreach ((int row, int[] cell) in _cells.Index())
        {
            foreach (int column in Columns(cell, columns)) x[row, column] = 1;
        }

        return x.PseudoInverse().Transpose();
    }

    // Where the row of X that belongs to a cell is 1; elsewhere it is 0.
    IEnumerable<int> Columns(int[] cell, int columns)
    {
        yield return 0;
        for (int axis = 0; axis < cell.Length; axis++)
        {
            yield return _axisColumn[axis] + cell[axis];
            for (int other = axis + 1; other < cell.Length && columns > _mainColumns; other++)
            {
                yield return Pair(axis, cell[axis], other, cell[other]);
            }
        }
    }

    // Few entries of a contrast and of a row of X are not 0, so that this takes no longer than to read the weights.
    CellWeight[]? Weights(Matrix<double> pseudoInverse, Dictionary<int, double> contrast)
    {
        double[] weights = new double[_cells.Count], found = new double[pseudoInverse.ColumnCount];
        for (int cell = 0; cell < weights.Length; cell++)
        {
            foreach (var (column, share) in contrast) weights[cell] += pseudoInverse[cell, column] * share;
            foreach (int column in Columns(_cells[cell], found.Length)) found[column] += weights[cell];
        }

        foreach (var (column, share) in contrast) found[column] -= share;
        return found.Max(one => Math.Abs(one)) < Tolerance ? [.. weights.Select((weight, cell) => new CellWeight(cell, weight))] : null;
    }
}
