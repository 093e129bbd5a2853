using System.Text.Json.Nodes;
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

        var running = new Started(_scratch.Path, "run", "grid.json");
        await running.Until(TheSecondRunTrains);
        running.Interrupt();
        var interrupted = await running.Result;

        Assert.Equal(130, interrupted.ExitCode);
        Assert.DoesNotContain("   at ", interrupted.StandardError, StringComparison.Ordinal);
        Assert.Equal(["cancelled", "completed"], Outcomes().Order(StringComparer.Ordinal));
        Assert.Equal(3, File.ReadAllLines(_scratch["runs/grid/summary.csv"]).Length);

        var plan = await _scratch.Run("plan", "grid.json");
        Assert.StartsWith("grid: 2 runs, 1 complete, 1 to do;", plan.StandardOutput, StringComparison.Ordinal);
    }

    bool TheSecondRunTrains() => Directory.Exists(_scratch["runs/grid"])
        && Outcomes().Length == 1 && Directory.GetFiles(_scratch["runs/grid"], "records.clef", SearchOption.AllDirectories).Length == 2;

    string[] Outcomes() =>
    [
        .. Directory.EnumerateFiles(_scratch["runs/grid"], "outcome.json", SearchOption.AllDirectories)
            .Select(file => (string)JsonNode.Parse(File.ReadAllText(file))!["status"]!),
    ];

    public void Dispose() => _scratch.Dispose();
}
