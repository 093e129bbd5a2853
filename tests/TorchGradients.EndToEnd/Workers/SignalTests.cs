using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace TorchGradients.EndToEnd.Workers;

/// <summary>Signals: who decides, and what a second one does.</summary>
public sealed class SignalTests : IDisposable
{
    readonly SmallGrid _grid = new(seeds: 2, steps: 1_000_000_000);

    [Fact]
    public async Task An_end_that_is_asked_of_the_whole_process_group_leaves_running_work_the_time_to_end_cleanly()
    {
        var program = await AtWork();
        foreach (int worker in program.Workers) Send("TERM", worker);
        Send("TERM", program.Id);

        Assert.Equal(130, await program.End());
        Assert.Equal(2, _grid.Count("cancelled"));
        Assert.All(_grid.Runs(), run => Assert.True(SmallGrid.Outcome(run)["steps"]!.GetValue<int>() > 0));
        Assert.Contains("Ending what is going, within 10 s; Ctrl+C once more ends it at once.", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_interruption_does_not_wait_for_work_that_is_stuck()
    {
        var program = await AtWork();
        IReadOnlyList<int> workers = program.Workers;
        foreach (int worker in workers) Send("STOP", worker);
        Send("INT", program.Id);
        await program.Until(() => program.Error.Contains("ends it at once", StringComparison.Ordinal));
        Send("INT", program.Id);

        Assert.Equal(130, await program.End());
        Assert.DoesNotContain(workers, Processes.IsRunning);
        Assert.Contains("Interrupted: 0 of 2 runs are complete and stay.", program.Error, StringComparison.Ordinal);
        Assert.Empty(_grid.Runs());
        Assert.False(File.Exists(Path.Combine(_grid.Experiment(), "summary.csv")), "It made a report first, as it does after a clean end.");
    }

    public void Dispose() => _grid.Dispose();

    async Task<Started> AtWork()
    {
        var program = new Started(_grid.Folder, _grid.Arguments("--workers", "2"));
        string running = Path.Combine(_grid.Experiment(), ".running");
        await program.Until(() => Directory.Exists(running)
            && Directory.GetFiles(running, "records.clef", SearchOption.AllDirectories).Count(file => new FileInfo(file).Length > 2000) == 2);
        return program;
    }

    static void Send(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
