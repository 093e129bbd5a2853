using TorchGradients.Planning;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class FolderNamesTests
{
    static readonly Dictionary<string, string> s_cell = new() { ["remedy"] = "he relu/2", ["depth"] = "20" };

    [Fact]
    public void Hold_axis_values_seed_and_eight_digits_of_the_identity() =>
        Assert.Equal(["remedy=he_relu_2,depth=20,seed=3-01234567"],
            FolderNames.For([(s_cell, 3, "0123456789abcdef".PadRight(64, '0'))]));

    [Fact]
    public void Hold_more_digits_where_eight_are_shared() =>
        Assert.Equal(["seed=1-012345678", "seed=1-012345679"],
            FolderNames.For([
                (new Dictionary<string, string>(), 1, "0123456789".PadRight(64, '0')),
                (new Dictionary<string, string>(), 1, "0123456799".PadRight(64, '0'))]));

    [Fact]
    public void Of_others_stay_when_two_share_eight_digits() =>
        Assert.Equal(["seed=1-012345678", "seed=1-012345679", "seed=2-01234567", "seed=3-aaaaaaaa"],
            FolderNames.For([
                (new Dictionary<string, string>(), 1, "0123456789".PadRight(64, '0')),
                (new Dictionary<string, string>(), 1, "0123456799".PadRight(64, '0')),
                (new Dictionary<string, string>(), 2, "0123456777".PadRight(64, '0')),
                (new Dictionary<string, string>(), 3, "aaaaaaaaaa".PadRight(64, '0'))]));

    [Fact]
    public void Differ_also_where_upper_and_lower_case_are_one() =>
        Assert.Equal(["a=X,seed=1-012345678", "a=x,seed=1-012345679"],
            FolderNames.For([
                (new Dictionary<string, string> { ["a"] = "X" }, 1, "0123456789".PadRight(64, '0')),
                (new Dictionary<string, string> { ["a"] = "x" }, 1, "0123456799".PadRight(64, '0'))]));
}
