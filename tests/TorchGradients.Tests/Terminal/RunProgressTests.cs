using Spectre.Console.Testing;
using TorchGradients.Cli.Terminal;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class RunProgressTests
{
    [Fact]
    public void Elsewhere_than_on_a_terminal_it_is_a_line_every_five_seconds_and_one_per_run()
    {
        var console = new TestConsole().Width(120);
        console.Profile.Capabilities.Interactive = false;
        var clock = new ManualClock();

        int result = RunProgress.Track(console, clock, runs: 2, progress =>
        {
            progress.Start("seed=1", steps: 100);
            clock.Advance(4);
            progress.Report(20, 2.3);
            clock.Advance(1);
            progress.Report(25, 2.25);
            clock.Advance(15);
            progress.Finish("completed");
            progress.Start("seed=2", steps: 100);
            clock.Advance(10);
            progress.Report(50, double.NaN);
            progress.Finish("diverged");
            return 7;
        });

        Assert.Equal(7, result);
        Assert.Equal(
            """
            run 1 of 2: seed=1: step 25 of 100, 5 steps/s, loss 2.2500, 0:35 left
            run 1 of 2: seed=1: completed after 20.0 s
            run 2 of 2: seed=2: step 50 of 100, 5 steps/s, loss NaN, 0:10 left
            run 2 of 2: seed=2: diverged after 10.0 s

            """,
            console.Output);
    }

    [Fact]
    public void On_a_terminal_the_runs_that_ended_stay_as_lines()
    {
        var console = new TestConsole().Width(120).Interactive().EmitAnsiSequences();

        RunProgress.Track(console, new ManualClock(), runs: 1, progress =>
        {
            progress.Start("remedy=[x],seed=1", steps: 10);
            progress.Finish("completed");
            return 0;
        });

        Assert.Contains("run 1 of 1: remedy=[x],seed=1: completed after 0.0 s", console.Output, StringComparison.Ordinal);
    }

    sealed class ManualClock : TimeProvider
    {
        long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds;

        public void Advance(long seconds) => _seconds += seconds;
    }
}
