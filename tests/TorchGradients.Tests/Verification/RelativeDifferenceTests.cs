using TorchGradients.Verification;
using Xunit;

namespace TorchGradients.Tests.Verification;

public sealed class RelativeDifferenceTests
{
    [Theory]
    [InlineData(new[] { 3.0, 4 }, new[] { 3.0, 4 }, 0)]
    [InlineData(new[] { 3.0, 4.5 }, new[] { 3.0, 4 }, 0.1)]
    [InlineData(new[] { 3e-200, 4.5e-200 }, new[] { 3e-200, 4e-200 }, 0.1)]   // whose squares vanish
    [InlineData(new[] { 0.0, 0 }, new[] { 0.0, 0 }, 0)]
    [InlineData(new[] { 0.0, 0 }, new[] { 1e-300, 0 }, 1)]                    // x alone has underflowed
    [InlineData(new[] { 1e-300, 0 }, new[] { 0.0, 0 }, double.PositiveInfinity)]
    [InlineData(new[] { double.NaN, 0 }, new[] { 1.0, 0 }, double.NaN)]
    [InlineData(new double[0], new double[0], 0)]
    public void Is_the_norm_of_the_difference_over_that_of_y(double[] x, double[] y, double expected) =>
        Assert.Equal(expected, RelativeDifference.Of(x, y), 1e-12);

    [Fact]
    public void Numbers_must_pair_up() => Assert.Throws<ArgumentOutOfRangeException>(() => RelativeDifference.Of([1], [1, 2]));
}
