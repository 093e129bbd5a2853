using Xunit;

namespace TorchGradients.EndToEnd;

public sealed class StartTests
{
    [Fact]
    public async Task Help_is_given_without_an_error()
    {
        var result = await TheProgram.Run("--help");

        Assert.Equal("", result.StandardError);
        Assert.Equal(0, result.ExitCode);
    }
}
