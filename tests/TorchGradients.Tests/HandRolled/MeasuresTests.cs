using CsCheck;
using TorchGradients.HandRolled;
using Xunit;

namespace TorchGradients.Tests.HandRolled;

public sealed class MeasuresTests
{
    [Fact]
    public void A_norm_scales_with_its_entries_far_beyond_what_their_squares_can_hold() =>
        Gen.Select(Gen.Double[-1, 1].Array[1, 40], Gen.Int[-900, 900]).Sample((entries, exponent) =>
        {
            double scale = Math.Pow(2, exponent);
            double norm = Math.Sqrt(entries.Sum(entry => entry * entry));
            Assert.Equal(norm, Measures.Norm([.. entries.Select(entry => entry * scale)]) / scale, 1e-14 * Math.Max(norm, 1));
        });

    [Theory]
    [InlineData(double.NaN, double.PositiveInfinity, double.NaN)]
    [InlineData(1, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(0, 0, 0)]
    public void What_is_not_finite_stays_visible(double a, double b, double norm) => Assert.Equal(norm, Measures.Norm([a, b]));
}
