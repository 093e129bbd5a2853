using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd.Workers;

/// <summary>Stopping, going on, and two at once.</summary>
public sealed class InterruptionTests
{
    [Fact]
    public async Task An_interrupted_grid_keeps_what_is_complete_says_how_to_go_on_and_goes_on_to_the_same_numbers()
    {
        using var grid = new SmallGrid(seeds: 6, steps: 1500, cohorts: "2");
        var program = new Started(grid.Folder, grid.Arguments("--workers", "1"));
        await program.Until(() => program.Error.Contains("[1/6]", StringComparison.Ordinal));

        // Meanwhile a second one finds the folder taken, and leaves everything as it is.
        var second = await TheProgram.RunIn(grid.Folder, grid.Arguments());
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("Another run is at work in", second.StandardError, StringComparison.Ordinal);

        program.Interrupt();
        Assert.Equal(130, await program.End());
        int complete = grid.Count("completed");
        Assert.InRange(complete, 1, 5);
        Assert.Contains($"Interrupted: {complete} of 6 runs are complete and stay. Run the same command again to do the rest.",
            program.Error, StringComparison.Ordinal);
        var before = grid.Runs().Where(IsCompleted).ToDictionary(run => run, Written);

        var rest = await TheProgram.RunIn(grid.Folder, grid.Arguments("--workers", "2"));
        Assert.Equal(0, rest.ExitCode);
        Assert.Equal(6, grid.Count("completed"));
        Assert.All(before, run => Assert.Equal(run.Value, Written(run.Key)));

        var undisturbed = await TheProgram.RunIn(grid.Folder, [.. grid.Arguments()[..^1], "undisturbed"]);
        Assert.Equal(0, undisturbed.ExitCode);
        Assert.Equal(grid.Results("undisturbed"), grid.Results());
    }

    [Fact]
    public async Task A_worker_whose_parent_is_gone_ends_though_it_computes()
    {
        using var grid = new SmallGrid(seeds: 2, steps: 1_000_000_000, cohorts: "off");
        var program = new Started(grid.Folder, grid.Arguments("--workers", "2"));
        string running = Path.Combine(grid.Experiment(), ".running");
        await program.Until(() => Directory.Exists(running)
            && Directory.GetFiles(running, "records.clef", SearchOption.AllDirectories).Length == 2);
        IReadOnlyList<int> workers = program.Workers;
        Assert.Equal(2, workers.Count);

        Processes.Kill(program.Id);
        var time = Stopwatch.StartNew();
        while (workers.Any(Processes.IsRunning))
        {
            Assert.True(time.Elapsed < TimeSpan.FromMinutes(2), "A worker was still there 2 minutes after its parent was killed.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"The last worker ended {time.ElapsedMilliseconds} ms after its parent."));
        await program.End();
        Assert.Empty(grid.Runs());
    }

    [Fact]
    public async Task A_grown_or_shrunken_grid_keeps_its_runs_a_changed_config_is_another_run_and_a_half_written_one_is_redone()
    {
        using var grid = new SmallGrid(seeds: 2, steps: 50);
        Assert.Equal(0, (await TheProgram.RunIn(grid.Folder, grid.Arguments())).ExitCode);
        var first = grid.Runs().ToDictionary(run => run, Written);

        grid.Change(config => config["seeds"] = new JsonArray(2, 3));
        var grown = await TheProgram.RunIn(grid.Folder, grid.Arguments());
        Assert.Contains("1 run of 2 complete already", grown.StandardError, StringComparison.Ordinal);
        Assert.Equal(3, grid.Runs().Count);
        Assert.All(first, run => Assert.Equal(run.Value, Written(run.Key)));

        // As a program that wrote in place would leave it.
        string half = grid.Runs().First(run => run.Contains("seed=3", StringComparison.Ordinal));
        File.Delete(Path.Combine(half, "outcome.json"));
        File.WriteAllText(Path.Combine(half, "half-written"), "");
        grid.Change(config =>
        {
            config["seeds"] = new JsonArray(3);
            config["model"]!["depth"] = 2;
        });
        Assert.Equal(0, (await TheProgram.RunIn(grid.Folder, grid.Arguments())).ExitCode);
        Assert.Equal(4, grid.Runs().Count);

        grid.Change(config =>
        {
            config["seeds"] = new JsonArray(1, 2, 3);
            config["model"]!["depth"] = 3;
        });
        var redone = await TheProgram.RunIn(grid.Folder, grid.Arguments());
        Assert.Contains("2 runs of 3 complete already", redone.StandardError, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(half, "outcome.json")));
        Assert.False(File.Exists(Path.Combine(half, "half-written")));
        Assert.True(File.Exists(Path.Combine(grid.Experiment(), ".set-aside", Path.GetFileName(half), "half-written")));
    }

    static bool IsCompleted(string run) => SmallGrid.Outcome(run)["status"]!.ToString() == "completed";

    static DateTime Written(string run) => File.GetLastWriteTimeUtc(Path.Combine(run, "outcome.json"));
}
