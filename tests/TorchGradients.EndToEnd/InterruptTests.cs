using System.Text.Json.Nodes;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

public sealed class InterruptTests : IDisposable
{
    readonly Scratch _scratch = new();

    [Fact]
    public async Task Ctrl_C_keeps_what_is_complete_and_the_next_start_goes_on_from_there()
    {
        _scratch.With("tiny.json", Scratch.Tiny).With("grid.json",
            """{ "extends": ["tiny.json"], "name": "grid", "axes": [{ "name": "length", "path": "training:steps", "values": [5, 1000000] }] }""");

        var running = TheProgram.Command(_scratch.Path, "run", "grid.json").ExecuteBufferedAsync(Limit.Token);
        await UntilTheSecondRunTrains(running.Task);
        Assert.False(running.Task.IsCompleted, running.Task.IsCompleted ? (await running).StandardError : "");
        await CliWrap.Cli.Wrap("kill").WithArguments(["-INT", $"{running.ProcessId}"])
            .ExecuteBufferedAsync(Limit.Token);
        var interrupted = await running;

        Assert.Equal(130, interrupted.ExitCode);
        Assert.DoesNotContain("   at ", interrupted.StandardError, StringComparison.Ordinal);
        Assert.Equal(["cancelled", "completed"], Outcomes().Order(StringComparer.Ordinal));
        Assert.Equal(3, File.ReadAllLines(_scratch["runs/grid/summary.csv"]).Length);

        var plan = await _scratch.Run("plan", "grid.json");
        Assert.StartsWith("grid: 2 runs, 1 complete, 1 to do;", plan.StandardOutput, StringComparison.Ordinal);
    }

    async Task UntilTheSecondRunTrains(Task program)
    {
        CancellationToken limit = Limit.Token;
        while (!program.IsCompleted && !IsTraining()) await Task.Delay(50, limit);
    }

    bool IsTraining() => Directory.Exists(_scratch["runs/grid"])
        && Outcomes().Length == 1 && Directory.GetFiles(_scratch["runs/grid"], "records.clef", SearchOption.AllDirectories).Length == 2;

    string[] Outcomes() =>
    [
        .. Directory.EnumerateFiles(_scratch["runs/grid"], "outcome.json", SearchOption.AllDirectories)
            .Select(file => (string)JsonNode.Parse(File.ReadAllText(file))!["status"]!),
    ];

    public void Dispose() => _scratch.Dispose();
}
