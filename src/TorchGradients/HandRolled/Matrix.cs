using System.Numerics.Tensors;

namespace TorchGradients.HandRolled;

/// <summary>A matrix of doubles in row-major order: a row per sample, or per input of a layer.</summary>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of columns.</param>
/// <param name="entries">rows × columns entries.</param>
public sealed class Matrix(int rows, int columns, double[] entries)
{
    /// <summary>A matrix of zeros.</summary>
    public Matrix(int rows, int columns) : this(rows, columns, new double[rows * columns])
    {
    }

    /// <summary>Number of rows.</summary>
    public int Rows => rows;

    /// <summary>Number of columns.</summary>
    public int Columns => columns;

    /// <summary>The entries, row after row.</summary>
    public double[] Entries => entries;

    /// <summary>The entry in that row and column.</summary>
    public double this[int row, int column] => entries[row * columns + column];

    /// <summary>A row's entries.</summary>
    public Span<double> Row(int row) => entries.AsSpan(row * columns, columns);

    /// <summary>A matrix of the same shape whose entries are a function of this one's.</summary>
    public Matrix Map(Func<double, double> function) => new(rows, columns, Array.ConvertAll(entries, entry => function(entry)));

    /// <summary>A ⊙ B: entry by entry.</summary>
    public static Matrix Hadamard(Matrix a, Matrix b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((b.Rows, b.Columns), (a.Rows, a.Columns));
        var product = new Matrix(a.Rows, a.Columns);
        TensorPrimitives.Multiply(a.Entries, b.Entries, product.Entries);
        return product;
    }

    /// <summary>A B.</summary>
    public static Matrix operator *(Matrix a, Matrix b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Rows, a.Columns);
        var product = new Matrix(a.Rows, b.Columns);
        for (int i = 0; i < a.Rows; i++)
        {
            for (int k = 0; k < a.Columns; k++) AddScaled(product.Row(i), a[i, k], b.Row(k));
        }

        return product;
    }

    /// <summary>Aᵀ B.</summary>
    public static Matrix TransposeTimes(Matrix a, Matrix b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Rows, a.Rows);
        var product = new Matrix(a.Columns, b.Columns);
        for (int k = 0; k < a.Rows; k++)
        {
            for (int i = 0; i < a.Columns; i++) AddScaled(product.Row(i), a[k, i], b.Row(k));
        }

        return product;
    }

    /// <summary>A Bᵀ.</summary>
    public static Matrix TimesTranspose(Matrix a, Matrix b) => a * b.Transpose();

    /// <summary>Aᵀ.</summary>
    public Matrix Transpose()
    {
        var transpose = new Matrix(columns, rows);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) transpose.Entries[j * rows + i] = entries[i * columns + j];
        }

        return transpose;
    }

    /// <summary>A itself, after b was added to each of its rows; nothing is added for null.</summary>
    public static Matrix AddToRows(Matrix a, double[]? b)
    {
        if (b is null) return a;
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Columns);
        for (int i = 0; i < a.Rows; i++) AddScaled(a.Row(i), 1, b);
        return a;
    }

    /// <summary>Σ over the rows: a number per column.</summary>
    public double[] SumOfRows()
    {
        double[] sum = new double[columns];
        for (int i = 0; i < rows; i++) AddScaled(sum, 1, Row(i));
        return sum;
    }

    /// <summary>target += factor · source.</summary>
    static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source) =>
        TensorPrimitives.MultiplyAdd(source, factor, target, target);
}
