using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>What was done before is found by what it is, whatever its folder is called now.</summary>
public sealed class ReuseTests
{
    [Fact]
    public async Task A_grid_that_grows_by_an_axis_or_gives_it_another_name_keeps_what_is_complete()
    {
        using var grid = new SmallGrid(seeds: 2, steps: 20);
        Assert.Equal(0, (await TheProgram.RunIn(grid.Folder, grid.Arguments())).ExitCode);
        DateTime[] first = Written(grid);

        grid.Change(config => config["axes"] = Axis("activation"));
        var planned = await TheProgram.RunIn(grid.Folder, ["plan", .. grid.Arguments()[1..], "--no-trial"]);
        Assert.Contains("4 runs, 2 complete, 2 to do", planned.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(first, Written(grid));
        Assert.DoesNotContain(grid.Runs(), run => run.Contains("activation=", StringComparison.Ordinal));

        var grown = await TheProgram.RunIn(grid.Folder, grid.Arguments());
        Assert.Contains("2 runs of 4 complete already", grown.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("Warning", grown.StandardError, StringComparison.Ordinal);
        Assert.Equal(4, grid.Runs().Count);
        Assert.Equal(2, first.Intersect(Written(grid)).Count());
        Assert.All(grid.Runs(), run => Assert.Contains("activation=", run, StringComparison.Ordinal));
        Assert.Equal(4, File.ReadLines(Path.Combine(grid.Experiment(), "summary.csv")).Count(line => line.Contains("completed", StringComparison.Ordinal)));

        DateTime[] second = Written(grid);
        string environment = Path.Combine(grid.Runs()[0], "environment.json");
        JsonNode record = JsonNode.Parse(File.ReadAllText(environment))!;
        record["program"] = "0.0.1";
        File.WriteAllText(environment, record.ToJsonString());
        grid.Change(config => config["axes"] = Axis("phi"));
        var renamed = await TheProgram.RunIn(grid.Folder, grid.Arguments());
        Assert.Contains("4 runs of 4 complete already", renamed.StandardError, StringComparison.Ordinal);
        Assert.Contains("Warning: 1 of them made by another version of the program (0.0.1; this is ", renamed.StandardError, StringComparison.Ordinal);
        Assert.Equal(second.Order(), Written(grid).Order());
        Assert.All(grid.Runs(), run => Assert.Contains("phi=", run, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_s_resolved_config_and_another_file_of_the_name_do_not_take_the_place_of_an_experiment()
    {
        using var grid = new SmallGrid(seeds: 2, steps: 20);
        string[] arguments = ["run", "config.json", "--no-report"];
        var first = await TheProgram.RunIn(grid.Folder, arguments);
        Assert.True(first.ExitCode == 0, first.StandardError);
        string plan = Path.Combine(grid.Experiment(), "plan.json");
        string before = File.ReadAllText(plan);
        string[] folders = [.. grid.Runs()];

        string resolved = $"runs/grid/{Path.GetFileName(folders[1])}/resolved.json";
        await AssertRefused(resolved);
        File.Copy(grid.Config, Path.Combine(grid.Folder, "other.json"));
        var same = await TheProgram.RunIn(grid.Folder, "run", "other.json", "--no-report");
        Assert.Equal((0, "2 runs of 2 complete already (--fresh runs them again).\n"), (same.ExitCode, same.StandardError));
        File.WriteAllText(plan, before);
        await AssertRefused("other.json", "--set", "seeds=[2]");
        await AssertRefused("other.json", "--set", "seeds=[2]", "--fresh");

        var alone = await TheProgram.RunIn(grid.Folder, "run", resolved, "--output", "alone", "--no-report");
        Assert.True(alone.ExitCode == 0, alone.StandardError);
        Assert.Equal(SmallGrid.Numbers(folders[1]), SmallGrid.Numbers(Assert.Single(grid.Runs("alone"))));

        async Task AssertRefused(params string[] given)
        {
            var refused = await TheProgram.RunIn(grid.Folder, ["run", .. given, "--no-report"]);

            Assert.Equal($"""
                1 problem in {given[0]}; nothing was run.

                  name      'grid' is the name of the plan in runs/grid, made from config.json: 1 complete run of it would drop out of plan and report.
                            Use --output DIR, or another name (--set name=...).

                """, refused.StandardError);
            Assert.Equal((2, ""), (refused.ExitCode, refused.StandardOutput));
            Assert.Equal(before, File.ReadAllText(plan));
            Assert.Equal(folders, grid.Runs());
        }
    }

    [Fact]
    public async Task The_same_config_with_other_runs_says_how_many_it_leaves_behind()
    {
        using var grid = new SmallGrid(seeds: 3, steps: 20);
        var first = await TheProgram.RunIn(grid.Folder, grid.Arguments("--no-report"));
        Assert.True(first.ExitCode == 0, first.StandardError);

        var set = await TheProgram.RunIn(grid.Folder, grid.Arguments("--no-report", "--set", "seeds=[1]"));
        Assert.Equal((0, $"""
            Note: 2 complete runs in {grid.Experiment()} stay there, but are no longer part of plan and report, as the config does not come to them now; --output DIR keeps both.
            1 run of 1 complete already (--fresh runs them again).

            """), (set.ExitCode, set.StandardError));
        Assert.Equal(3, grid.Runs().Count);

        var again = await TheProgram.RunIn(grid.Folder, grid.Arguments("--no-report"));
        Assert.Equal((0, "3 runs of 3 complete already (--fresh runs them again).\n"), (again.ExitCode, again.StandardError));
    }

    static JsonArray Axis(string name) =>
        [new JsonObject { ["name"] = name, ["path"] = "model:activation", ["values"] = new JsonArray("tanh", "relu") }];

    static DateTime[] Written(SmallGrid grid) =>
        [.. grid.Runs().Select(run => File.GetLastWriteTimeUtc(Path.Combine(run, "outcome.json")))];
}
