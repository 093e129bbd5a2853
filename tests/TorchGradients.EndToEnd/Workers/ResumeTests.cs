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
        using var grid = new SmallGrid(seeds: 1, steps: 3000, new JsonObject { ["checkpointEvery"] = 50 });
        var undisturbed = await TheProgram.RunIn(grid.Folder, [.. grid.Arguments()[..^1], "undisturbed"]);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.StandardError);

        var first = new Started(grid.Folder, grid.Arguments());
        await first.Until(() => Kept(grid) is not null);
        Processes.Kill(Assert.Single(first.Workers));
        await UntilResumed(first, grid, times: 1);
        Processes.Kill(first.Id);
        await first.End();

        var second = new Started(grid.Folder, grid.Arguments());
        await UntilResumed(second, grid, times: 2);
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
        Assert.Equal(steps[0] / 50 * 50, steps[0]);
        Assert.Equal(WithoutResumed(grid.Results("undisturbed")), WithoutResumed(grid.Results()));
    }

    /// <summary>Waits until it was resumed and, behind that, has kept another checkpoint: records beyond that are not kept.</summary>
    static async Task UntilResumed(Started program, SmallGrid grid, int times)
    {
        await program.Until(() => Resumed(Kept(grid)).Count == times);
        DateTime before = KeptAt(grid);
        await program.Until(() => KeptAt(grid) != before);
    }

    static DateTime KeptAt(SmallGrid grid) =>
        Kept(grid) is { } run ? File.GetLastWriteTimeUtc(Path.Combine(run, "checkpoint.safetensors")) : default;

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
