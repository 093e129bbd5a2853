using System.CommandLine;
using TorchGradients.Cli;
using Xunit;

namespace TorchGradients.Tests.Regressions;

public sealed class UnexpectedFailureTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("failures-").FullName;

    [Fact]
    public async Task A_failure_that_nobody_foresaw_is_logged_with_its_trace_and_fails_the_command()
    {
        string log = Path.Combine(_folder, "log");

        Assert.Equal(1, await Invocation.Run(Failing(), ["fail"], log));

        string text = File.ReadAllText(Assert.Single(Directory.GetFiles(log)));
        Assert.Contains("InvalidTimeZoneException: No such hour", text, StringComparison.Ordinal);
        Assert.Contains($"at {typeof(UnexpectedFailureTests).FullName}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_leaves_the_exit_code()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.Equal(1, await Invocation.Run(Failing(), ["fail"], Path.Combine(file, "log")));
    }

    static RootCommand Failing()
    {
        var command = new Command("fail", "");
        command.SetAction(Fail);
        return new RootCommand { command };
    }

    static int Fail(ParseResult command) => throw new InvalidTimeZoneException("No such hour");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
