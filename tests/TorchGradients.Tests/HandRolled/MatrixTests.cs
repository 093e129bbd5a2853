using CsCheck;
using TorchGradients.HandRolled;
using Xunit;

namespace TorchGradients.Tests.HandRolled;

/// <summary>
/// Small whole numbers, so that every sum is exact; up to 9 columns, more than a vector register holds.
/// </summary>
public sealed class MatrixTests
{
    static readonly Gen<(Matrix A, Matrix B)> s_factors =
        from rows in Gen.Int[1, 9]
        from inner in Gen.Int[1, 9]
        from columns in Gen.Int[1, 9]
        from a in Of(rows, inner)
        from b in Of(inner, columns)
        select (a, b);

    [Fact]
    public void A_product_is_the_sum_over_the_inner_index() => s_factors.Sample((a, b) =>
    {
        Matrix product = a * b;
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < b.Columns; j++)
            {
                Assert.Equal(Enumerable.Range(0, a.Columns).Sum(k => a[i, k] * b[k, j]), product[i, j]);
            }
        }
    });

    [Fact]
    public void Products_with_a_transpose_are_those_of_the_transpose() => s_factors.Sample((a, b) =>
    {
        AssertEqual(a * b, Matrix.TransposeTimes(a.Transpose(), b));
        AssertEqual(a * b, Matrix.TimesTranspose(a, b.Transpose()));
        AssertEqual((a * b).Transpose(), b.Transpose() * a.Transpose());
        AssertEqual(a, a.Transpose().Transpose());
    });

    [Fact]
    public void The_sum_of_rows_is_the_product_with_a_row_of_ones() => s_factors.Sample((a, _) =>
        Assert.Equal((new Matrix(1, a.Rows).Map(_ => 1) * a).Entries, a.SumOfRows()));

    [Fact]
    public void Entry_by_entry_products_add_up_to_the_trace_of_a_product() => s_factors.Sample((a, _) =>
    {
        Matrix product = Matrix.TimesTranspose(a, a);
        Assert.Equal(Matrix.Hadamard(a, a).Entries.Sum(), Enumerable.Range(0, a.Rows).Sum(i => product[i, i]));
    });

    [Fact]
    public void A_vector_is_added_to_every_row() => s_factors.Sample((a, _) =>
    {
        double[] b = [.. Enumerable.Range(0, a.Columns).Select(column => column * 10.0)];
        Matrix sum = Matrix.AddToRows(a.Map(entry => entry), b);
        for (int i = 0; i < a.Rows; i++) Assert.Equal(b.Select((value, j) => value + a[i, j]), sum.Row(i).ToArray());
    });

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var a = new Matrix(2, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => a * a);
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.Hadamard(a, a.Transpose()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.TransposeTimes(a, a.Transpose()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.AddToRows(a, [1, 2]));
    }

    static Gen<Matrix> Of(int rows, int columns) =>
        Gen.Int[-9, 9].Array[rows * columns].Select(entries => new Matrix(rows, columns, [.. entries.Select(entry => (double)entry)]));

    static void AssertEqual(Matrix expected, Matrix actual)
    {
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));
        Assert.Equal(expected.Entries, actual.Entries);
    }
}
