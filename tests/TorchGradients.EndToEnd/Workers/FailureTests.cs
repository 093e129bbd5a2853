using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd.Workers;

/// <summary>What fails, fails alone, with its reason, and is tried again by the next run.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_model_that_does_not_fit_in_memory_fails_alone()
    {
        using var grid = new SmallGrid(seeds: 1, steps: 20);
        grid.Change(config => config["axes"] = new JsonArray(new JsonObject
        {
            ["path"] = "model:width",
            ["values"] = new JsonArray(8, 1_000_000, 16),
        }));

        var result = await TheProgram.RunIn(grid.Folder, grid.Arguments());

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(2, grid.Count("completed"));
        JsonObject failed = Assert.Single(grid.Runs().Select(SmallGrid.Outcome), outcome => outcome["status"]!.ToString() == "failed");
        Assert.Contains("allocate memory", failed["reason"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("failed after", result.StandardError, StringComparison.Ordinal);
        Assert.Contains(failed["reason"]!.ToString(), result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_that_are_bound_to_each_other_and_of_which_none_fits_fail_together_and_are_tried_whole_again()
    {
        using var grid = new SmallGrid(seeds: 4, steps: 20, cohorts: "4");
        grid.Change(config =>
        {
            config["data"]!["batchSize"] = 13;
            config["model"]!["width"] = 1_000_000;
        });

        for (int attempt = 1; attempt <= 2; attempt++)
        {
            var result = await TheProgram.RunIn(grid.Folder, grid.Arguments("--no-report"));

            Assert.Equal(1, result.ExitCode);
            Assert.Equal(4, grid.Count("failed"));
            string reason = Assert.Single(grid.Runs().Select(run => SmallGrid.Outcome(run)["reason"]!.ToString()).Distinct());
            Assert.StartsWith("out of memory on cpu: ", reason, StringComparison.Ordinal);
            Assert.Contains($"seed 1 and 3 more: {reason} The 4 runs of this cohort begin anew in two, of 2 and 2.", result.StandardError, StringComparison.Ordinal);
            Assert.Contains($"seed 1 and 1 more: {reason} The 2 runs of this cohort begin anew in two, of 1 and 1.", result.StandardError, StringComparison.Ordinal);
            Assert.Contains("seed 1 and 3 more: a run alone does not fit either. Those that are left of this cohort fail with it; "
                + "the same command tries it whole again.", result.StandardError, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_run_over_its_time_limit_fails_and_the_first_failure_stops_the_grid_where_that_is_asked_for()
    {
        using var grid = new SmallGrid(seeds: 3, steps: 1_000_000_000, new JsonObject { ["timeLimit"] = 5 }, cohorts: "off");

        var result = await TheProgram.RunIn(grid.Folder, grid.Arguments("--workers", "1", "--fail-fast"));

        Assert.Equal(1, result.ExitCode);
        JsonObject outcome = SmallGrid.Outcome(Assert.Single(grid.Runs()));
        Assert.Equal("failed", outcome["status"]!.ToString());
        Assert.Equal("over its training:timeLimit of 5 s", outcome["reason"]!.ToString());
        Assert.True(outcome["steps"]!.GetValue<int>() > 0);
    }

    [Fact]
    public async Task A_worker_that_dies_twice_over_a_run_leaves_it_failed_and_the_others_complete()
    {
        using var grid = new SmallGrid(seeds: 3, steps: 3000, cohorts: "off");
        var program = new Started(grid.Folder, grid.Arguments("--workers", "1"));

        // The second worker takes up the run of the first.
        int first = await NextWorker(program, after: 0);
        Processes.Kill(first);
        int second = await NextWorker(program, first);
        Processes.Kill(second);

        Assert.Equal(1, await program.End());
        Assert.Contains("killed by SIGKILL", program.Error, StringComparison.Ordinal);
        Assert.Contains("It is tried once more", program.Error, StringComparison.Ordinal);
        Assert.Equal(2, grid.Count("completed"));
        string failed = Assert.Single(grid.Runs(), run => SmallGrid.Outcome(run)["status"]!.ToString() == "failed");
        Assert.Contains("killed by SIGKILL", SmallGrid.Outcome(failed)["reason"]!.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(failed, "resolved.json")));

        Assert.Equal(0, (await TheProgram.RunIn(grid.Folder, grid.Arguments())).ExitCode);
        Assert.Equal(3, grid.Count("completed"));
    }

    [Fact]
    public async Task Runs_that_a_worker_dies_over_twice_are_tried_alone_and_those_that_bear_that_are_complete()
    {
        using var grid = new SmallGrid(seeds: 3, steps: 3000);
        var program = new Started(grid.Folder, grid.Arguments("--workers", "1"));

        // Two workers over all three runs, two more over the first of them.
        int worker = 0;
        for (int death = 1; death <= 4; death++)
        {
            worker = await NextWorker(program, worker);
            await program.Until(() => Records(grid) == (death <= 2 ? 3 : 1));
            Processes.Kill(worker);
        }

        Assert.Equal(1, await program.End());
        Assert.Contains("and 2 more: its worker died: killed by SIGKILL", program.Error, StringComparison.Ordinal);
        Assert.Contains("Each is tried alone", program.Error, StringComparison.Ordinal);
        Assert.Equal(2, grid.Count("completed"));
        Assert.Equal(1, grid.Count("failed"));
        Assert.All(grid.Runs().Where(run => SmallGrid.Outcome(run)["status"]!.ToString() == "completed"),
            run => Assert.Equal((1, 0), SmallGrid.Cohort(run)));

        Assert.Equal(0, (await TheProgram.RunIn(grid.Folder, grid.Arguments())).ExitCode);
        Assert.Equal(3, grid.Count("completed"));
    }

    /// <summary>Runs that are going, by their records.</summary>
    static int Records(SmallGrid grid) => Path.Combine(grid.Experiment(), ".running") is var running && Directory.Exists(running)
        ? Directory.GetFiles(running, "records.clef", SearchOption.AllDirectories).Length
        : 0;

    static async Task<int> NextWorker(Started program, int after)
    {
        int found = 0;
        await program.Until(() => (found = program.Workers.FirstOrDefault(worker => worker != after)) != 0);
        return found;
    }
}
