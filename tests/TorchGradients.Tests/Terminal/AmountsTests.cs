using TorchGradients.Cli.Terminal;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(0.2, "less than 1 s")]
    [InlineData(1.26, "about 1.3 s")]
    [InlineData(59, "about 59 s")]
    [InlineData(90, "about 1.5 min")]
    [InlineData(7_200, "about 2 h")]
    [InlineData(250_000, "about 2.9 days")]
    public void Times_have_two_digits_and_a_unit(double seconds, string expected) => Assert.Equal(expected, Amounts.Time(seconds));

    [Theory]
    [InlineData(0, "about 0 bytes")]
    [InlineData(999, "about 999 bytes")]
    [InlineData(1_250_000, "about 1.3 MB")]
    [InlineData(12_400_000_000, "about 12 GB")]
    public void Bytes_have_two_digits_and_a_unit(double bytes, string expected) => Assert.Equal(expected, Amounts.Bytes(bytes));
}
