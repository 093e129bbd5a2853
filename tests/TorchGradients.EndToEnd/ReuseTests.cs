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

    static JsonArray Axis(string name) =>
        [new JsonObject { ["name"] = name, ["path"] = "model:activation", ["values"] = new JsonArray("tanh", "relu") }];

    static DateTime[] Written(SmallGrid grid) =>
        [.. grid.Runs().Select(run => File.GetLastWriteTimeUtc(Path.Combine(run, "outcome.json")))];
}
