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
    [InlineData(12345.0, "12000")]
    [InlineData(0.998, "1.0")] // not 1.00
    [InlineData(9.96, "10")]
    [InlineData(99_999.0, "1e5")]
    [InlineData(2.5e9, "2.5e9")]
    [InlineData(0.0, "0")]
    [InlineData(-0.5, "-0.50")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(null, "–")]
    public void Has_two_significant_digits(double? value, string expected) => Assert.Equal(expected, ShortNumber.Of(value));

    [Theory]
    [InlineData(3, new[] { 0.145, 0.157, 0.3 })]
    [InlineData(5, new[] { 0.99999, 1.00001 })]
    [InlineData(6, new[] { 0.99999, 1, 1.00001 })]
    [InlineData(5, new[] { 1.0002, 1, 1 })]
    [InlineData(3, new[] { 0.5, 0.5000000001 })] // no digits that one would read tell these apart
    public void Numbers_have_the_digits_that_tell_them_apart(int digits, double[] numbers) =>
        Assert.Equal(digits, ShortNumber.DigitsApart(numbers, fewest: 3, most: 8));

    [Theory]
    [InlineData(0.5, 0.7, "0.50–0.70")]
    [InlineData(1.38, 1.44, "1.38–1.44")] // 1.4–1.4 would be no interval
    [InlineData(0.998, 1.0004, "0.998–1.00")]
    [InlineData(1.5, 1.5, "1.5–1.5")]
    [InlineData(0.99999999, 1.00000001, "1.0000–1.0000")] // five digits are enough
    public void An_interval_has_the_digits_that_tell_its_ends_apart(double low, double high, string expected) =>
        Assert.Equal(expected, ShortNumber.Interval(low, high, "–"));
}
