using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd.Workers;

/// <summary>Who trains beside a run, how many workers there are and what ended before it is nothing that its numbers tell.</summary>
public sealed class CohortTests
{
    [Fact]
    public async Task Alone_together_and_in_threes_with_one_worker_and_two_and_broken_off_the_numbers_are_the_same_to_the_last_bit()
    {
        using var grid = new SmallGrid(seeds: 4, steps: 400, new JsonObject { ["checkpointEvery"] = 50, ["evaluateEvery"] = 100 });
        grid.Change(config => config["axes"] = new JsonArray(new JsonObject
        {
            ["path"] = "training:optimizer:learningRate",
            ["values"] = new JsonArray(0.1, 0.3),
        }));
        await Run(grid, "alone", "off", workers: 2);
        await Run(grid, "together", "auto", workers: 1);
        Assert.Equal([8], Sizes(grid, "together"));
        Assert.Equal(grid.NumbersOf("alone"), grid.NumbersOf("together"));

        await BreakOff(grid, "threes", "3");
        await Run(grid, "threes", "3", workers: 2);
        Assert.Equal([3, 3, 2], Sizes(grid, "threes"));
        Assert.Equal(grid.NumbersOf("alone"), grid.NumbersOf("threes"));

        // What a member left resolved is the same run, by itself.
        string member = grid.Runs("together")[5];
        File.Copy(Path.Combine(member, "resolved.json"), Path.Combine(grid.Folder, "member.json"));
        var again = await TheProgram.RunIn(grid.Folder, "run", "member.json", "--output", "member");
        Assert.True(again.ExitCode == 0, again.StandardError);
        Assert.Equal(Measured(member), Measured(Assert.Single(grid.Runs("member"))));
    }

    [Fact]
    public async Task A_grid_that_grows_keeps_what_is_complete_and_forms_its_cohorts_anew()
    {
        using var grid = new SmallGrid(seeds: 3, steps: 50);
        await Run(grid, "runs", "auto", workers: 1);
        string first = grid.Results();

        grid.Change(config => config["seeds"] = new JsonArray(1, 2, 3, 4, 5));
        await Run(grid, "runs", "auto", workers: 1);
        await Run(grid, "whole", "auto", workers: 1);

        Assert.Equal([5], Sizes(grid, "runs"));
        Assert.StartsWith(first, grid.Results(), StringComparison.Ordinal);
        Assert.Equal(grid.NumbersOf("whole"), grid.NumbersOf());
    }

    [Fact]
    public async Task Numbers_that_depend_on_their_cohort_are_those_of_the_whole_cohort_also_where_a_part_is_missing()
    {
        using var grid = new SmallGrid(seeds: 3, steps: 50);
        grid.Change(config => config["data"]!["batchSize"] = 13);
        await Run(grid, "runs", "3", workers: 1);
        string whole = grid.NumbersOf();

        Directory.Delete(grid.Runs()[1], recursive: true);
        DateTime[] written = Written();
        await Run(grid, "runs", "3", workers: 2);

        Assert.Equal(whole, grid.NumbersOf());
        Assert.Equal(written, Written()[..1].Concat(Written()[2..]));

        DateTime[] Written() => [.. grid.Runs().Select(run => File.GetLastWriteTimeUtc(Path.Combine(run, "outcome.json")))];
    }

    static async Task Run(SmallGrid grid, string output, string cohorts, int workers)
    {
        var result = await TheProgram.RunIn(grid.Folder, Arguments(grid, output, cohorts, workers));
        Assert.True(result.ExitCode == 0, result.StandardError);
    }

    /// <summary>Kills a worker in the middle, then the program.</summary>
    static async Task BreakOff(SmallGrid grid, string output, string cohorts)
    {
        var program = new Started(grid.Folder, Arguments(grid, output, cohorts, workers: 1));
        await program.Until(() => Checkpoints(grid, output) > 0);
        Processes.Kill(Assert.Single(program.Workers));
        await program.Until(() => program.Error.Contains("It is tried once more", StringComparison.Ordinal));
        await program.Until(() => Checkpoints(grid, output) > 0);
        Processes.Kill(program.Id);
        await program.End();
    }

    /// <summary>What a run measured, whatever it is called.</summary>
    static IEnumerable<string> Measured(string run) => File.ReadLines(Path.Combine(run, "records.clef"))
        .Where(line => !line.Contains("\"lifecycle\"", StringComparison.Ordinal)).Select(line => RepeatTests.Time().Replace(line, ""));

    static string[] Arguments(SmallGrid grid, string output, string cohorts, int workers) =>
    [
        "run", grid.Config, "--output", Path.Combine(grid.Folder, output), "--set", $"execution:cohorts={cohorts}",
        "--workers", workers.ToString(CultureInfo.InvariantCulture),
    ];

    static int Checkpoints(SmallGrid grid, string output) =>
        Path.Combine(grid.Experiment(output), ".running") is var running && Directory.Exists(running)
            ? Directory.GetFiles(running, "checkpoint.safetensors", SearchOption.AllDirectories).Length
            : 0;

    static int[] Sizes(SmallGrid grid, string output) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(grid.Experiment(output), "plan.json")))!["cohorts"]!.AsArray()
            .SelectMany(group => group!["sizes"]!.AsArray()).Select(size => size!.GetValue<int>())];
}
