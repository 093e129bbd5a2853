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

    [Fact]
    public async Task Ctrl_C_says_at_which_step_a_checkpoint_is_kept_and_the_next_start_that_it_goes_on_from_there()
    {
        _scratch.With("tiny.json", Scratch.Tiny).With("long.json", """
            { "extends": ["tiny.json"], "name": "long", "training": { "steps": 1000000, "checkpointEvery": 100 } }
            """);

        string first = await Interrupted("long");
        var kept = System.Text.RegularExpressions.Regex.Match(first,
            "Interrupted: 0 of 1 run are complete and stay\\. Run the same command again to do the rest\\.\n"
            + "A checkpoint is kept of seed 1 at step (\\d+): from there the same command goes on\\.\n$");
        Assert.True(kept.Success, first);

        Assert.Contains($"seed 1: on from the checkpoint of step {kept.Groups[1].Value}.\n", await Interrupted("long"), StringComparison.Ordinal);
    }

    async Task<string> Interrupted(string name)
    {
        var running = new Started(_scratch.Path, "run", $"{name}.json", "--no-report");
        await running.Until(() => Directory.Exists(_scratch[$"runs/{name}/.running"])
            && Directory.GetFiles(_scratch[$"runs/{name}/.running"], "checkpoint.safetensors", SearchOption.AllDirectories).Length == 1);
        running.Interrupt();
        var result = await running.Result;
        Assert.Equal(130, result.ExitCode);
        return result.StandardError;
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
