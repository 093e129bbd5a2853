using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>No test waits for ever: what takes too long is killed and told.</summary>
public sealed class StartedTests
{
    static readonly TimeSpan s_limit = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task What_takes_too_long_is_killed_with_all_that_it_started_and_what_it_wrote_is_told()
    {
        var started = Limited("echo $$; sleep 600 & echo $! >&2; wait");
        TimeoutException late = await Assert.ThrowsAsync<TimeoutException>(() => started.Result);

        int child = int.Parse(started.Error, CultureInfo.InvariantCulture);
        Assert.Equal($"This was still running after 0.05 minutes: bash -c \"echo $$; sleep 600 & echo $! >&2; wait\"\n"
            + $"Its output:\n{started.Id}\n\nIts errors:\n{child}\n", late.Message);
        Assert.False(Processes.IsRunning(started.Id));
        Assert.False(Processes.IsRunning(child));
    }

    [Fact]
    public async Task An_end_that_does_not_come_because_another_process_holds_the_output_open_is_told_as_that()
    {
        var started = Limited("sleep 600 & echo $! >&2");
        TimeoutException late = await Assert.ThrowsAsync<TimeoutException>(() => started.Result);

        int child = int.Parse(started.Error, CultureInfo.InvariantCulture);
        Assert.True(Processes.IsRunning(child));
        Processes.Kill(child);
        Assert.StartsWith("This had ended, but something that it started still held its output open after 0.05 minutes: bash -c ",
            late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ends_in_time_is_told_as_it_was()
    {
        BufferedCommandResult ended = await Shell("printf one; printf 'two\n\n' >&2; exit 3").ToItsEnd();
        Assert.Equal((3, "one", "two\n\n"), (ended.ExitCode, ended.StandardOutput, ended.StandardError));
    }

    [Fact]
    public async Task Waiting_for_what_does_not_come_ends_with_the_process()
    {
        var started = Limited("echo no >&2");
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => started.Until(() => false));
        Assert.Equal("It ended before what was waited for: no\n", failure.Message);

        var late = Limited("sleep 600");
        await Assert.ThrowsAsync<TimeoutException>(() => late.Until(() => false));
    }

    [Fact]
    public async Task A_test_run_that_is_broken_off_kills_it()
    {
        using var breakOff = new CancellationTokenSource();
        var started = new Started(Shell("sleep 600"), Limit.Time, breakOff.Token);
        await breakOff.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => started.Result);
        Assert.False(Processes.IsRunning(started.Id));
    }

    static Started Limited(string line) => new(Shell(line), s_limit, TestContext.Current.CancellationToken);

    static Command Shell(string line) =>
        CliWrap.Cli.Wrap("bash").WithArguments(["-c", line]).WithValidation(CommandResultValidation.None);
}
