using TorchGradients.GpuCheck;
using Xunit;

namespace TorchGradients.Tests.Gpu;

/// <summary>What a Python process answers, with a shell script in its place.</summary>
public sealed class PythonLoopTests : IDisposable
{
    static readonly BenchmarkShape s_shape = new(64, 10, 4096, 10, 64, 64, 200, 0.1);

    readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("python-loop-");

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public void Runs_seconds_begin_and_end_are_taken_from_the_last_line()
    {
        TimedRounds timed = Time("""echo a warning; echo '{"torch": "2.10.0", "runs": 7, "seconds": 10.5, "begin": 1764066000.25, "end": 1764066010.75}'""");

        var begin = new DateTimeOffset(2025, 11, 25, 10, 20, 0, 250, TimeSpan.Zero);
        Assert.Equal(new TimedRounds(7, 10.5, begin, begin + TimeSpan.FromSeconds(10.5), null), timed);
    }

    [Fact]
    public void It_is_told_the_network_how_many_runs_and_how_long()
    {
        Time("""echo "$@" >"$0.arguments" """);

        Assert.Equal(
            $"{Path.Combine(AppContext.BaseDirectory, "loop.py")} --device cuda --features 64 --classes 10 --samples 4096 --depth 10 --width 64 "
            + "--batch 64 --steps 200 --learning-rate 0.1 --least-runs 3 --least-seconds 10\n",
            File.ReadAllText(Path.Combine(_scratch.FullName, "python.arguments")));
    }

    [Fact]
    public void Why_it_failed_is_the_last_line_of_its_errors() =>
        Assert.Equal("RuntimeError: no GPU", Time("echo Traceback >&2; echo RuntimeError: no GPU >&2; exit 1").Failure);

    [Fact]
    public void An_answer_without_begin_and_end_is_none() =>
        Assert.Contains("'begin', 'end'", Time("""echo '{"runs": 3, "seconds": 1.5}'""").Failure, StringComparison.Ordinal);

    [Theory]
    [InlineData("sleep 60")]
    [InlineData("sleep 60 & exit 0")]   // what is left behind holds the streams
    public void One_that_does_not_end_is_not_waited_for(string line) =>
        Assert.Equal("It has not ended within 3 s.", Time(line, seconds: 3).Failure);

    TimedRounds Time(string line, int seconds = 300)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is one for a Unix shell.");
        string python = Path.Combine(_scratch.FullName, "python");
        File.WriteAllText(python, $"#!/bin/sh\n{line}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return PythonLoop.Time(python, "cuda", s_shape, runs: 3, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(seconds));
    }
}
