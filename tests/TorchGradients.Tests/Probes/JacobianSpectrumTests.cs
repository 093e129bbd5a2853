using MathNet.Numerics.LinearAlgebra;
using TorchGradients.Probes;
using Xunit;

namespace TorchGradients.Tests.Probes;

public sealed class JacobianSpectrumTests
{
    [Theory]
    [InlineData(9, 9)]
    [InlineData(20, 8)]
    [InlineData(8, 20)]
    [InlineData(1, 5)]
    public void Products_alone_find_every_singular_value_of_a_matrix(int inputs, int units)
    {
        Matrix<double> matrix = Some(inputs, units);

        AssertClose(matrix.Svd().S.ToArray(), JacobianSpectrum.SingularValues([Layer(matrix)]));
    }

    [Fact]
    public void Singular_values_that_are_0_or_the_same_are_found_too()
    {
        Matrix<double> twice = Matrix<double>.Build.Diagonal([3, 3, 3, 2, 2, 0, 0]);

        AssertClose([3, 3, 3, 2, 2, 0, 0], JacobianSpectrum.SingularValues([Layer(twice)]));
        AssertClose([0, 0, 0], JacobianSpectrum.SingularValues([Layer(Matrix<double>.Build.Dense(3, 3))]));
    }

    [Fact]
    public void Sizes_as_of_forty_vanishing_layers_lose_no_digits()
    {
        Matrix<double> matrix = Some(6, 6);

        AssertClose(matrix.Svd().S.ToArray(), [.. JacobianSpectrum.SingularValues([Layer(matrix * 1e-180)]).Select(value => value * 1e180)]);
    }

    [Fact]
    public void The_largest_of_a_wide_network_is_right_and_the_smallest_an_upper_bound()
    {
        Matrix<double> wide = Some(200, 200);
        double[] exact = wide.Svd().S.ToArray(), found = JacobianSpectrum.SingularValues([Layer(wide)]);

        Assert.Equal(128, found.Length);
        Assert.Equal(exact[0], found[0], 1e-9);
        Assert.True(found[^1] >= exact[^1]);
    }

    [Theory]
    [InlineData(200, 129, true)]
    [InlineData(200, 128, false)]
    [InlineData(5, 200, false)]
    public void Quartiles_and_median_are_told_only_where_all_singular_values_are_found(int inputs, int units, bool isPart)
    {
        double?[] values = JacobianSpectrum.Of([[Layer(Some(inputs, units))]]);

        Assert.Equal([false, isPart, isPart, isPart, false], values.Select(value => value is null));
        Assert.Equal(Some(inputs, units).Svd().S[0], values[0]!.Value, 1e-9);
    }

    [Fact]
    public void Numbers_below_the_smallest_whose_reciprocal_is_finite_are_still_found() => Assert.Equal(
        3e-320, JacobianSpectrum.SingularValues([Layer(Matrix<double>.Build.Diagonal([3e-320, 2e-320]))])[0], 1e-322);

    [Fact]
    public void What_double_precision_does_not_tell_from_0_is_0() => Assert.Equal(
        [2, 1e-12, 0, 0],
        JacobianSpectrum.SingularValues([Layer(Matrix<double>.Build.Diagonal([2, 1e-12, 1e-14, 0]))])
            .Select(value => value > 0 ? Math.Round(value, 14) : value));

    [Fact]
    public void A_product_that_overflows_has_none()
    {
        JacobianLayer exploding = Layer(Some(3, 3) * 1e200);

        Assert.All(JacobianSpectrum.Of([[exploding, exploding, exploding]]), value => Assert.True(double.IsNaN(value!.Value)));
    }

    [Fact]
    public void A_network_that_is_not_finite_has_none() =>
        Assert.All(JacobianSpectrum.Of([[new JacobianLayer(1, 1, [double.NaN], [1], false)]]), value => Assert.True(double.IsNaN(value!.Value)));

    static JacobianLayer Layer(Matrix<double> matrix) => new(
        matrix.RowCount, matrix.ColumnCount, matrix.ToRowMajorArray(), [.. Enumerable.Repeat(1.0, matrix.ColumnCount)], AddsInput: false);

    static Matrix<double> Some(int rows, int columns) => Matrix<double>.Build.Random(rows, columns, seed: 7);

    static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
