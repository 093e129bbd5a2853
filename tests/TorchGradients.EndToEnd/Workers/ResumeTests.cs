using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd.Workers;

/// <summary>A long run goes on from its checkpoint, whoever ended it.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task A_run_whose_worker_and_whose_program_were_killed_and_that_was_interrupted_goes_on_to_the_same_numbers()
    {
        using var grid = new SmallGrid(seeds: 1, steps: 6000, new JsonObject { ["checkpointEvery"] = 100 });
        var undisturbed = await TheProgram.RunIn(grid.Folder, [.. grid.Arguments()[..^1], "undisturbed"]);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.StandardError);

        var first = new Started(grid.Folder, grid.Arguments());
        await first.Until(() => Kept(grid) is not null);
        Processes.Kill(Assert.Single(first.Workers));
        await first.Until(() => Resumed(Kept(grid)).Count == 1);
        Processes.Kill(first.Id);
        await first.End();

        var second = new Started(grid.Folder, grid.Arguments());
        await second.Until(() => Resumed(Kept(grid)).Count == 2);
        using (var interrupt = Process.Start("kill", ["-INT", second.Id.ToString(CultureInfo.InvariantCulture)])) interrupt.WaitForExit();
        Assert.Equal(130, await second.End());
        string run = Assert.Single(grid.Runs());
        Assert.True(File.Exists(Path.Combine(run, "checkpoint.safetensors")));

        var last = await TheProgram.RunIn(grid.Folder, grid.Arguments());
        Assert.True(last.ExitCode == 0, last.StandardError);
        Assert.False(File.Exists(Path.Combine(run, "checkpoint.safetensors")));
        IReadOnlyList<int> steps = Resumed(run);
        Assert.Equal(3, steps.Count);
        Assert.True(steps[0] > 0 && steps[1] > steps[0] && steps[2] > steps[1], string.Join(", ", steps));
        Assert.Equal(steps[0] / 100 * 100, steps[0]);
        Assert.Equal(WithoutResumed(grid.Results("undisturbed")), WithoutResumed(grid.Results()));
    }

    [Fact]
    public async Task A_run_over_its_time_limit_goes_on_where_the_limit_is_raised()
    {
        using var grid = new SmallGrid(seeds: 1, steps: 1_000_000_000, new JsonObject { ["checkpointEvery"] = 1_000_000, ["timeLimit"] = 1 });
        Assert.Equal(1, (await TheProgram.RunIn(grid.Folder, grid.Arguments())).ExitCode);
        int made = SmallGrid.Outcome(grid.Runs()[0])["steps"]!.GetValue<int>();

        grid.Change(config => config["training"]!["timeLimit"] = 2);
        Assert.Equal(1, (await TheProgram.RunIn(grid.Folder, grid.Arguments())).ExitCode);

        Assert.Equal(made, Assert.Single(Resumed(grid.Runs()[0])));
        JsonObject outcome = SmallGrid.Outcome(grid.Runs()[0]);
        Assert.True(outcome["steps"]!.GetValue<int>() > made);
        Assert.True(outcome["seconds"]!.GetValue<double>() >= 2);
        Assert.Equal("over its training:timeLimit of 2 s", outcome["reason"]!.ToString());
    }

    /// <summary>The folder of the run that is going, once it has a checkpoint.</summary>
    static string? Kept(SmallGrid grid)
    {
        string running = Path.Combine(grid.Experiment(), ".running");
        return Directory.Exists(running)
            ? Directory.GetDirectories(running).FirstOrDefault(attempt => File.Exists(Path.Combine(attempt, "checkpoint.safetensors")))
            : null;
    }

    static IReadOnlyList<int> Resumed(string? run) => run is null || !File.Exists(Path.Combine(run, "records.clef")) ? []
        : [.. Lines(Path.Combine(run, "records.clef")).Where(line => line.Contains("\"resumed\"", StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line)!["Step"]!.GetValue<int>())];

    // The program may be writing it.
    static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return [.. reader.ReadToEnd().Split('\n')[..^1]];
    }

    static string WithoutResumed(string results) =>
        string.Join('\n', results.Split('\n').Where(line => !line.Contains("\"resumed\"", StringComparison.Ordinal)));
}
