using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;
using TorchGradients.Cli.Terminal;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Tests.Execution;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class GridProgressTests
{
    static readonly PlannedRun[] s_runs = [.. Enumerable.Range(1, 4).Select(seed => SomePlannedRun.Of(seed, steps: 100))];

    readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Elsewhere_than_on_a_terminal_it_is_a_line_every_five_seconds_and_one_per_run()
    {
        var console = new TestConsole().Width(160);
        console.Profile.Capabilities.Interactive = false;

        int result = await GridProgress.Track(console, _clock, s_runs, progress =>
        {
            progress.Started([s_runs[0]]);
            progress.Started([s_runs[1]]);
            After(4, () => progress.Stepped(s_runs[0], 19, 2.3));
            After(1, () => progress.Stepped(s_runs[1], 29, 2.25));
            After(15, () => progress.Finished(s_runs[0], Of(RunStatus.Completed) with { TrainLoss = 0.5, TestAccuracy = 0.75 }));
            progress.Note("seed 2: its worker died: exit code 3. It is tried once more.");
            progress.Finished(s_runs[1], Of(RunStatus.Failed) with { Reason = "its worker died: exit code 3" });
            progress.Started([s_runs[2]]);
            After(20, () => progress.Stepped(s_runs[2], 99, double.NaN));
            return Task.FromResult(7);
        });

        Assert.Equal(7, result);
        Assert.Equal(
            """
            0 of 4 runs done, 2 running, 0 failed, 0.0 runs/min, 0:35 left
            [1/4] seed 1: completed after 1.9 s, train loss 0.5000, test accuracy 0.7500
            seed 2: its worker died: exit code 3. It is tried once more.
            [2/4] seed 2: failed after 1.9 s (its worker died: exit code 3)
            1 of 4 runs done, 1 running, 1 failed, 3.0 runs/min, 0:13 left

            """,
            console.Output);
    }

    [Fact]
    public async Task On_a_terminal_one_display_shows_counts_what_is_going_and_the_newest_results()
    {
        var console = new TestConsole().Width(120).Interactive().EmitAnsiSequences();

        await GridProgress.Track(console, _clock, s_runs, progress =>
        {
            progress.Started([s_runs[0]]);
            progress.Started([s_runs[1]]);
            After(1, () => progress.Stepped(s_runs[1], 49, 1.5));
            progress.Finished(s_runs[0], Of(RunStatus.Diverged) with { Reason = "the loss of step 3 is NaN" });
            return Task.FromResult(0);
        });

        Assert.Contains("1 of 4 runs done, 1 running, 0 failed, 60.0 runs/min, 0:01 left", console.Output, StringComparison.Ordinal);
        Assert.Contains("> seed 2: step 50 of 100, loss 1.5000", console.Output, StringComparison.Ordinal);
        Assert.Contains("seed 1: diverged after 1.9 s (the loss of step 3 is NaN)", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_that_train_together_are_one_line_of_what_is_going_and_each_one_of_what_has_ended()
    {
        var console = new TestConsole().Width(120).Interactive().EmitAnsiSequences();

        await GridProgress.Track(console, _clock, s_runs, progress =>
        {
            progress.Started(s_runs);
            After(1, () => progress.Stepped(s_runs[0], 24, 1.5));
            progress.Finished(s_runs[0], Of(RunStatus.Completed));
            After(1, () => progress.Stepped(s_runs[1], 49, 1.25));
            progress.Started([s_runs[3]]);  // It is tried alone.
            After(1, () => progress.Stepped(s_runs[3], 9, 0.5));
            return Task.FromResult(0);
        });

        Assert.Contains("0 of 4 runs done, 4 running, 0 failed, 0.0 runs/min, 0:03 left", console.Output, StringComparison.Ordinal);
        Assert.Contains("> seed 1 and 3 more: step 25 of 100, loss 1.5000", console.Output, StringComparison.Ordinal);
        Assert.Contains("> seed 2 and 2 more: step 50 of 100, loss 1.2500", console.Output, StringComparison.Ordinal);
        Assert.Contains("> seed 2 and 1 more: step 50 of 100, loss 1.2500", console.Output, StringComparison.Ordinal);
        Assert.Contains("> seed 4: step 10 of 100, loss 0.5000", console.Output, StringComparison.Ordinal);
    }

    static Outcome Of(RunStatus status) => new() { Identity = "", Status = status, Steps = 1, Seconds = 1.88 };

    void After(int seconds, Action action)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        action();
    }
}
