using MathNet.Numerics.LinearAlgebra;

namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>
/// The cells of a full or fractional grid as a linear model y = μ + Σ α_axis(value) + Σ γ_axis,other(value, value):
/// which
/// weights on the cells estimate an effect.
/// </summary>
/// <remarks>
/// In a full grid the weights are differences of marginal means. Else they are those of least squares, w = (X⁺)ᵀ c,
/// which
/// estimates the contrast c if and only if Xᵀ w = c; where that does not hold the fraction cannot tell the effect from
/// others. Source: Box, Hunter and Hunter, 2005, "Statistics for Experimenters", chapters 5 and 6; estimability:
/// Searle, 1971,
/// "Linear Models", section 5.4.
/// </remarks>
sealed class FactorialDesign
{
    const double Tolerance = 1e-8;

    readonly int[] _levels;
    readonly IReadOnlyList<int[]> _cells;
    readonly bool _isFull;
    readonly Lazy<Matrix<double>> _pairs;
    readonly Lazy<Matrix<double>> _mains;
    readonly Dictionary<(int Axis, int Other), int> _pairColumn = [];
    readonly int[] _axisColumn;
    readonly int _mainColumns;
    readonly int _columns;

    /// <summary>The design.</summary>
    /// <param name="levels">How many values each axis has.</param>
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
    public bool IsSolvable => _isFull || (long)_cells.Count * _columns <= 1_000_000;

    /// <summary>
    /// Weights for value against reference, averaged over the other axes; null where they cannot be told.
    /// </summary>
    public (double[] Weights, bool IsAliased)? Main(int axis, int value, int reference)
    {
        if (_isFull) return (Full(cell => Sign(cell[axis], value, reference), _levels[axis]), false);

        double[] contrast = new double[_columns];
        contrast[_axisColumn[axis] + value] = 1;
        contrast[_axisColumn[axis] + reference] = -1;
        for (int other = 0; other < _levels.Length; other++)
        {
            if (other == axis) continue;
            for (int level = 0; level < _levels[other]; level++)
            {
                contrast[Pair(axis, value, other, level)] += 1.0 / _levels[other];
                contrast[Pair(axis, reference, other, level)] -= 1.0 / _levels[other];
            }
        }

        if (Weights(_pairs.Value, contrast) is { } weights) return (weights, false);
        return Weights(_mains.Value, contrast[.._mainColumns]) is { } withoutPairs ? (withoutPairs, true) : null;
    }

    /// <summary>
    /// Weights for value against reference at one value of another axis; null where they cannot be told.
    /// </summary>
    public double[]? Simple(int axis, int value, int reference, int other, int level)
    {
        if (_isFull)
        {
            return Full(cell => cell[other] == level ? Sign(cell[axis], value, reference) : 0, _levels[axis] * _levels[other]);
        }

        double[] contrast = new double[_columns];
        contrast[_axisColumn[axis] + value] = 1;
        contrast[_axisColumn[axis] + reference] = -1;
        contrast[Pair(axis, value, other, level)] = 1;
        contrast[Pair(axis, reference, other, level)] = -1;
        for (int third = 0; third < _levels.Length; third++)
        {
            if (third == axis || third == other) continue;
            for (int any = 0; any < _levels[third]; any++)
            {
                contrast[Pair(axis, value, third, any)] += 1.0 / _levels[third];
                contrast[Pair(axis, reference, third, any)] -= 1.0 / _levels[third];
            }
        }

        return Weights(_pairs.Value, contrast);
    }

    static int Sign(int place, int value, int reference) => place == value ? 1 : place == reference ? -1 : 0;

    double[] Full(Func<int[], int> sign, int parts) =>
        [.. _cells.Select(cell => (double)sign(cell) * parts / _cells.Count)];

    int Pair(int axis, int value, int other, int otherValue) => axis < other
        ? _pairColumn[(axis, other)] + value * _levels[other] + otherValue
        : _pairColumn[(other, axis)] + otherValue * _levels[axis] + value;

    /// <summary>X⁺, transposed: [cell, column].</summary>
    Matrix<double> PseudoInverse(int columns) => Design(columns).PseudoInverse().Transpose();

    Matrix<double> Design(int columns)
    {
        var x = Matrix<double>.Build.Dense(_cells.Count, columns);
        foreach ((int row, int[] cell) in _cells.Index())
        {
            x[row, 0] = 1;
            for (int axis = 0; axis < cell.Length; axis++)
            {
                x[row, _axisColumn[axis] + cell[axis]] = 1;
                for (int other = axis + 1; other < cell.Length && columns > _mainColumns; other++)
                {
                    x[row, Pair(axis, cell[axis], other, cell[other])] = 1;
                }
            }
        }

        return x;
    }

    double[]? Weights(Matrix<double> pseudoInverse, double[] contrast)
    {
        Vector<double> c = Vector<double>.Build.Dense(contrast);
        Vector<double> weights = pseudoInverse * c;
        double error = (Design(contrast.Length).TransposeThisAndMultiply(weights) - c).InfinityNorm();
        return error < Tolerance ? weights.ToArray() : null;
    }
}
