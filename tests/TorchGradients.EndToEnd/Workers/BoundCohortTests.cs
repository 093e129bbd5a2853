using System.Security.Cryptography;
using System.Text;
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
        Assert.All(ByPlace(grid).Where((_, place) => place != 1),
            run => Assert.True(Assert.Single(SmallGrid.Resumed(run)) >= StepsPerCheckpoint));
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
        Assert.Equal("[3,2]", Group(grid)["sizes"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_written_down_as_too_large_trains_in_halves_until_the_note_is_removed_or_all_is_done_anew()
    {
        using SmallGrid grid = Grid(seeds: 4, steps: 200);
        await Run(grid, "runs");
        string[] runs = [.. grid.Runs()];
        string first = SmallGrid.Numbers(runs[3]);
        Assert.Equal([(4, 0), (4, 1), (4, 2), (4, 3)], runs.Select(SmallGrid.Cohort));

        string note = Path.Combine(Directory.CreateDirectory(Path.Combine(grid.Experiment(), ".halved")).FullName, KeyOfCohort(grid));
        File.WriteAllText(note, "{}");
        string said = await Again(runs[3]);
        Assert.Equal([(4, 0), (4, 1), (4, 2), (2, 1)], runs.Select(SmallGrid.Cohort));
        Assert.Contains("Note: execution:cohorts made 1 cohort that did not fit into the device's memory", said, StringComparison.Ordinal);
        Assert.Equal("[2,2]", Group(grid)["sizes"]!.ToJsonString());

        File.Delete(note);
        said = await Again(runs[3]);
        Assert.Equal((4, 3), SmallGrid.Cohort(runs[3]));
        Assert.Equal(first, SmallGrid.Numbers(runs[3]));
        Assert.DoesNotContain("did not fit", said, StringComparison.Ordinal);
        Assert.Equal("[4]", Group(grid)["sizes"]!.ToJsonString());

        File.WriteAllText(note, "{}");
        await Run(grid, "runs", "--fresh");
        Assert.False(File.Exists(note));
        Assert.Equal([(4, 0), (4, 1), (4, 2), (4, 3)], grid.Runs().Select(SmallGrid.Cohort));

        async Task<string> Again(string run)
        {
            Directory.Delete(run, recursive: true);
            return await Run(grid, "runs");
        }
    }

    /// <summary>SHA-256 of its members' identities, a line each.</summary>
    static string KeyOfCohort(SmallGrid grid)
    {
        JsonNode plan = JsonNode.Parse(File.ReadAllText(Path.Combine(grid.Experiment(), "plan.json")))!;
        IEnumerable<string> identities = Group(grid)["runs"]!.AsArray()
            .Select(run => plan["runs"]![run!.GetValue<int>()]!["identity"]!.ToString());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', identities)))) + ".json";
    }

    static JsonNode Group(SmallGrid grid) =>
        Assert.Single(JsonNode.Parse(File.ReadAllText(Path.Combine(grid.Experiment(), "plan.json")))!["cohorts"]!.AsArray())!;

    static SmallGrid Grid(int seeds, int steps = 3000)
    {
        var grid = new SmallGrid(seeds, steps, new JsonObject { ["checkpointEvery"] = StepsPerCheckpoint }, cohorts: "4");
        grid.Change(config => config["data"]!["batchSize"] = 13);
        return grid;
    }

    static async Task<string> Run(SmallGrid grid, string output, params string[] more)
    {
        var result = await TheProgram.RunIn(
            grid.Folder, ["run", grid.Config, "--output", Path.Combine(grid.Folder, output), "--no-report", .. more]);
        Assert.True(result.ExitCode == 0, result.StandardError);
        return result.StandardError;
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
    static int Running(SmallGrid grid, string file)
    {
        string running = Path.Combine(grid.Experiment(), ".running");
        return Directory.Exists(running) ? Directory.GetFiles(running, file, SearchOption.AllDirectories).Length : 0;
    }

    static IEnumerable<string> ByPlace(SmallGrid grid) => grid.Runs().OrderBy(run => SmallGrid.Cohort(run).Place);

    static string Numbers(string run) => string.Join('\n', SmallGrid.Numbers(run)
        .Split('\n').Where(line => !line.Contains("\"resumed\"", StringComparison.Ordinal)));
}
