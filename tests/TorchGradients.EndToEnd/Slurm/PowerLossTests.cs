using System.Text.Json.Nodes;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>A node loses power; on a cluster of its own, since Slurm takes half a minute to notice.</summary>
public sealed class PowerLossTests(SlurmCluster cluster) : IClassFixture<SlurmCluster>
{
    [Fact]
    public async Task A_node_that_loses_power_in_the_middle_costs_nothing_and_nothing_is_done_twice()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 8, together: 1, steps: 2000, new JsonObject { ["checkpointEvery"] = 50 });
        Task<BufferedCommandResult> run = grid.Run("--tasks", "8", "--wait");
        string? victim = null;
        while (victim is null)
        {
            Assert.False(run.IsCompleted, "All was done before the power went.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
            victim = Directory.Exists(Path.Combine(grid.Experiment, ".slurm")) && grid.Submissions.Length > 0
                ? Tokens(grid).FirstOrDefault(token => token.Node == "node2" && HasCheckpoint(grid, token.Part)).Part
                : null;
        }

        await cluster.PowerOff("node2");
        int before = grid.Grid.Count("completed");
        BufferedCommandResult ended = await run;

        Assert.True(ended.ExitCode == 0, ended.StandardError);
        Assert.InRange(before, 0, 7);
        Assert.Equal(8, grid.Grid.Runs().Count);
        Assert.Equal(8, grid.Grid.Count("completed"));
        Assert.Contains(Tokens(grid).GroupBy(token => token.Part, token => token.Node),
            nodes => nodes.Contains("node2") && nodes.Contains("node1"));
        Assert.False(Directory.Exists(Path.Combine(grid.Experiment, ".running")));
        Assert.Empty(Directory.GetDirectories(Path.Combine(grid.Submissions[0], "running")));

        // Once each: a run that had ended was not done again, and none has records of two attempts.
        string local = await grid.LocalResults();
        Assert.Equal(Measured(local), Measured(grid.Grid.Results()));
    }

    static IEnumerable<(string? Part, string Node)> Tokens(SlurmGrid grid) =>
        Directory.GetFiles(Path.Combine(grid.Submissions[0], "tasks"), "*.started")
            .SelectMany(file => File.ReadLines(file).Select(line => (Part: (string?)Path.GetFileNameWithoutExtension(file), line.Split(' ')[2])));

    static bool HasCheckpoint(SlurmGrid grid, string? part) =>
        Directory.GetDirectories(Path.Combine(grid.Submissions[0], "running"), part + "~*")
            .Any(attempt => Directory.GetFiles(attempt, "checkpoint.safetensors", SearchOption.AllDirectories).Length > 0);

    static string Measured(string results) =>
        string.Join('\n', results.Split('\n').Where(line => !line.Contains("\"resumed\"", StringComparison.Ordinal)));
}
