using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd.Workers;

/// <summary>Cohorts that numbers are bound to are taken up again as they were: after a kill, and when the grid has grown.</summary>
public sealed class BoundCohortTests
{
    const int StepsPerCheckpoint = 100;

    [Fact]
    public async Task Killed_after_a_member_diverged_the_others_go_on_from_their_checkpoints_to_the_same_numbers()
    {
        using SmallGrid grid = Grid(seeds: 1);
        grid.Change(config => config["axes"] = new JsonArray(new JsonObject
        {
            ["path"] = "training:schedule",
            ["values"] = new JsonArray("constant", new JsonObject { ["name"] = "step", ["every"] = 50, ["factor"] = 1e200 }, "cosine"),
        }));
        await Run(grid, "undisturbed");

        await Kill(grid, () => Running(grid, "outcome.json") == 1 && Running(grid, "checkpoint.safetensors") == 2);
        await Run(grid, "runs");

        Assert.Equal(["completed", "diverged", "completed"], ByPlace(grid).Select(run => SmallGrid.Outcome(run)["status"]!.ToString()));
        Assert.Equal(grid.NumbersOf("undisturbed"), grid.NumbersOf());
        Assert.All(ByPlace(grid).Where((_, place) => place != 1), run => Assert.True(Assert.Single(SmallGrid.Resumed(run)) >= StepsPerCheckpoint));
    }

    [Fact]
    public async Task Of_a_grid_that_grows_while_it_is_interrupted_the_old_cohort_goes_on_and_its_numbers_are_the_same()
    {
        using SmallGrid grid = Grid(seeds: 3);
        await Run(grid, "undisturbed");
        string[] expected = [.. grid.Runs("undisturbed").Select(Numbers)];
        string[] old = [.. grid.Runs("undisturbed").Select(run => Path.GetFileName(run)!)];

        await Kill(grid, () => Running(grid, "checkpoint.safetensors") == 3);
        grid.Change(config => config["seeds"] = new JsonArray(7, 3, 2, 8, 1));
        await Run(grid, "runs");

        Assert.Equal(5, grid.Count("completed"));
        string[] grown = [.. grid.Runs().Where(run => old.Contains(Path.GetFileName(run)))];
        Assert.Equal(expected, grown.Select(Numbers));
        Assert.All(grown, run => Assert.True(Assert.Single(SmallGrid.Resumed(run)) >= StepsPerCheckpoint));
        Assert.Equal([(3, 0), (3, 1), (3, 2)], grown.Select(SmallGrid.Cohort));
        Assert.Equal([(2, 0), (2, 1)], grid.Runs().Except(grown).Select(SmallGrid.Cohort));
        JsonNode group = Assert.Single(JsonNode.Parse(File.ReadAllText(Path.Combine(grid.Experiment(), "plan.json")))!["cohorts"]!.AsArray())!;
        Assert.Equal("[3,2]", group["sizes"]!.ToJsonString());
    }

    static SmallGrid Grid(int seeds)
    {
        var grid = new SmallGrid(seeds, steps: 3000, new JsonObject { ["checkpointEvery"] = StepsPerCheckpoint }, cohorts: "4");
        grid.Change(config => config["data"]!["batchSize"] = 13);
        return grid;
    }

    static async Task Run(SmallGrid grid, string output)
    {
        var result = await TheProgram.RunIn(grid.Folder, "run", grid.Config, "--output", Path.Combine(grid.Folder, output), "--no-report");
        Assert.True(result.ExitCode == 0, result.StandardError);
    }

    static async Task Kill(SmallGrid grid, Func<bool> when)
    {
        var program = new Started(grid.Folder, grid.Arguments("--no-report"));
        await program.Until(when);
        Processes.Kill(program.Id);
        await program.End();
        Assert.Empty(grid.Runs());
    }

    /// <summary>How many runs that are going have such a file.</summary>
    static int Running(SmallGrid grid, string file) => Path.Combine(grid.Experiment(), ".running") is var running && Directory.Exists(running)
        ? Directory.GetFiles(running, file, SearchOption.AllDirectories).Length
        : 0;

    static IEnumerable<string> ByPlace(SmallGrid grid) => grid.Runs().OrderBy(run => SmallGrid.Cohort(run).Place);

    static string Numbers(string run) => string.Join('\n', SmallGrid.Numbers(run)
        .Split('\n').Where(line => !line.Contains("\"resumed\"", StringComparison.Ordinal)));
}
