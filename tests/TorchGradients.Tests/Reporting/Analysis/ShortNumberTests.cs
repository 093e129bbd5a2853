using TorchGradients.Reporting.Analysis;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis;

public sealed class ShortNumberTests
{
    [Theory]
    [InlineData(1e-13, "1e-13")]
    [InlineData(1.26e-13, "1.3e-13")]
    [InlineData(0.2356, "0.24")]
    [InlineData(0.01234, "0.012")]
    [InlineData(1.0, "1.0")]
    [InlineData(12.34, "12")]
    [InlineData(12345.0, "12345")]
    [InlineData(2.5e9, "2.5e9")]
    [InlineData(0.0, "0")]
    [InlineData(-0.5, "-0.50")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(null, "–")]
    public void Has_two_significant_digits(double? value, string expected) => Assert.Equal(expected, ShortNumber.Of(value));
}
