using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd.Workers;

/// <summary>
/// Kills at random moments, of workers and of the program itself. A few by default; as many as
/// <c>TORCHGRADIENTS_KILLS</c> says, for example 100, where someone asks.
/// </summary>
public sealed class KillTests
{
    const int FewKills = 4;
    const int RunsPerKill = 4;

    static readonly int s_kills =
        int.TryParse(Environment.GetEnvironmentVariable("TORCHGRADIENTS_KILLS"), CultureInfo.InvariantCulture, out int kills) ? kills : FewKills;

    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(4 + s_kills);

    // The moments are random on purpose; a test that fails says which seed made them.
    readonly int _seed = Environment.TickCount;

    [Theory]
    [InlineData("auto", 3000)]
    [InlineData("3", 300)]
    [InlineData("3", 2000, true)]
    public async Task After_random_kills_every_run_is_complete_once_and_equal_to_the_last_bit(
        string cohorts, int steps, bool isBound = false)
    {
        using var grid = new SmallGrid(seeds: RunsPerKill * s_kills, steps, cohorts: cohorts);

        // A batch of 13 rows binds runs to their cohort; then checkpoints are what makes it go on.
        if (isBound)
        {
            grid.Change(config =>
            {
                config["data"]!["batchSize"] = 13;
                config["training"]!["checkpointEvery"] = 50;
            });
        }

        var undisturbed = await TheProgram.RunIn(grid.Folder, [.. grid.Arguments()[..^1], "undisturbed", "--workers", "2"]);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.StandardError);

        int killed = await KillAtRandom(grid, new Random(_seed));
        var last = await TheProgram.RunIn(grid.Folder, grid.Arguments());

        Assert.True(last.ExitCode == 0, last.StandardError);
        Assert.Equal(s_kills, killed);
        Assert.Equal(RunsPerKill * s_kills, grid.Runs().Count);
        Assert.Equal(RunsPerKill * s_kills, grid.Count("completed"));
        Assert.Equal(Measured(grid, "undisturbed"), Measured(grid, "runs"));

        // A run of a free cohort whose worker was killed twice was tried alone.
        Assert.All(grid.Runs().Zip(grid.Runs("undisturbed"), (run, other) => (SmallGrid.Cohort(run), SmallGrid.Cohort(other))), pair =>
            Assert.True(pair.Item1 == pair.Item2 || (!isBound && pair.Item1 == (1, 0)), $"{pair}"));
        Assert.False(Directory.Exists(Path.Combine(grid.Experiment(), ".running")));
        Assert.Equal(Planned(grid), grid.Runs().Select(run => Path.GetFileName(run)!));
    }

    static string Measured(SmallGrid grid, string output) =>
        string.Join('\n', grid.Results(output, withCohorts: false).Split('\n').Where(line =>
            !line.Contains("\"resumed\"", StringComparison.Ordinal)
            && !line.Contains("\"begun-anew\"", StringComparison.Ordinal)));

    /// <summary>Starts the program again and again; each time it gets a kill or a few, the last time its own.</summary>
    static async Task<int> KillAtRandom(SmallGrid grid, Random random)
    {
        int killed = 0;
        var time = Stopwatch.StartNew();
        string error = "";
        while (killed < s_kills)
        {
            Assert.True(time.Elapsed < s_longest,
                $"{killed} of {s_kills} kills in {s_longest.TotalMinutes} minutes. The program said last: {error}");
            var program = new Started(grid.Folder, grid.Arguments("--workers", "2"));
            while (killed < s_kills && Processes.IsRunning(program.Id))
            {
                await Task.Delay(random.Next(2500), TestContext.Current.CancellationToken);
                IReadOnlyList<int> workers = program.Workers;
                int victim = workers.Count == 0 || random.Next(2) == 0 ? program.Id : workers[random.Next(workers.Count)];
                if (!Processes.IsRunning(victim)) continue;
                Processes.Kill(victim);
                killed++;
            }

            error = (await program.Result).StandardError;
            if (Undone(grid) == 0 && killed < s_kills) Directory.Delete(grid.Runs()[random.Next(grid.Runs().Count)], recursive: true);
        }

        return killed;
    }

    static int Undone(SmallGrid grid) => RunsPerKill * s_kills - (Directory.Exists(grid.Experiment()) ? grid.Count("completed") : 0);

    static IEnumerable<string> Planned(SmallGrid grid) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(grid.Experiment(), "plan.json")))!["runs"]!.AsArray()
            .Select(run => run!["folder"]!.ToString()).Order(StringComparer.Ordinal);
}
