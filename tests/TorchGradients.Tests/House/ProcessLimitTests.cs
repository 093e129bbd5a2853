using System.Diagnostics;
using Xunit;

namespace TorchGradients.Tests.House;

public sealed class ProcessLimitTests
{
    [Fact]
    public async Task A_process_that_ends_in_time_says_what_it_says()
    {
        using Process process = Shell("echo all");

        Assert.Equal("all\n", await process.OutputWithin(TimeSpan.FromMinutes(5)));
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("sleep 60")]
    [InlineData("sleep 60 & exit 0")]   // what is left behind holds the stream
    public async Task One_that_does_not_end_fails_the_test(string script)
    {
        using Process process = Shell(script);

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => process.OutputWithin(TimeSpan.FromSeconds(3)));

        Assert.Equal($"'/bin/sh -c {script}' has not ended within 0.05 min.", failure.Message);
    }

    static Process Shell(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is one for a Unix shell.");
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true })!;
    }
}
