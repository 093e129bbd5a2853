using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Configuration;

/// <summary>The slips of fingers that are recognised, in short names too, and what is none.</summary>
public sealed class WordsTests
{
    static readonly string[] s_known = ["depth", "width", "elu", "relu"];

    [Theory]
    [InlineData("depht", "depth")]   // neighbours swapped
    [InlineData("edpth", "depth")]
    [InlineData("wdith", "width")]
    [InlineData("dpth", "depth")]    // one missing
    [InlineData("widdth", "width")]  // one too many
    [InlineData("Width", "width")]
    public void A_slip_is_recognised(string found, string meant) =>
        Assert.Equal($"Did you mean '{meant}'?  Known: depth, elu, relu, width.", Words.DidYouMean(found, s_known));

    [Fact]
    public void A_part_of_a_name_is_recognised() => Assert.Equal(
        "Did you mean 'fashion-mnist'?  Known: digits, fashion-mnist, fashion-mnist-small.",
        Words.DidYouMean("MNIST", ["digits", "fashion-mnist-small", "fashion-mnist"]));

    [Fact]
    public void A_number_is_no_slip_of_another() => Assert.Equal("Known: 2, 20, 3.", Words.DidYouMean("7", ["2", "3", "20"]));

    [Theory]
    [InlineData("")]
    [InlineData("seeds")]
    [InlineData("hptdw")]
    public void Another_word_is_not(string found) =>
        Assert.Equal("Known: depth, elu, relu, width.", Words.DidYouMean(found, s_known));
}
