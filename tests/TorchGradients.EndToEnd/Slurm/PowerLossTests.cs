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
        using var grid = new SlurmGrid(cluster, seeds: 8, together: 1, steps: 6000, new JsonObject { ["checkpointEvery"] = 50 });
        grid.Settle($$"""{ "tasks": 8, "setup": ["{{Hold}}"] }""");
        Task<BufferedCommandResult> run = grid.Run("--wait");
        string? victim = null;
        while (victim is null)
        {
            if (run.IsCompleted) Assert.Fail($"All was done before the power went: {(await run).StandardError}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
            victim = Directory.Exists(Path.Combine(grid.Experiment, ".slurm")) && grid.Submissions.Length > 0 ? Held(grid) : null;
        }

        await cluster.PowerOff("node2");
        Dictionary<string, DateTime> before = Ended(grid);
        BufferedCommandResult ended = await run;

        Assert.True(ended.ExitCode == 0, ended.StandardError);
        Assert.InRange(before.Count, 0, 7);
        Assert.Equal(8, grid.Grid.Runs().Count);
        Assert.Equal(8, grid.Grid.Count("completed"));
        Assert.Equal(["node2", "node1"], Nodes(grid, victim));
        Assert.False(Directory.Exists(Path.Combine(grid.Experiment, ".running")));
        Assert.Empty(Directory.GetDirectories(Path.Combine(grid.Submissions[0], "running")));

        // Once each: what had ended was not written again, what was in the middle went on from its checkpoint, and none has
        // records of two attempts.
        Dictionary<string, DateTime> after = Ended(grid);
        Assert.Equal(before, after.Where(run => before.ContainsKey(run.Key)).ToDictionary());
        Assert.Contains(grid.Grid.Runs(), run => File.ReadAllText(Path.Combine(run, "records.clef")).Contains("\"resumed\"", StringComparison.Ordinal));
        string local = await grid.LocalResults();
        Assert.Equal(Measured(local), Measured(grid.Grid.Results()));
    }

    /// <summary>
    /// A line of a task's script: a first attempt on node2 stands still, with all its processes, as soon as it has a checkpoint.
    /// So there is something in the middle when the power goes, however long this machine takes to see that and to switch it off.
    /// One that had its end before it stood still goes on: nobody would find it in the middle, and nobody would ever let it go.
    /// </summary>
    const string Hold = "[ $SLURMD_NODENAME != node2 ] || [ ${SLURM_RESTART_COUNT:-0} != 0 ] || "
        + "folder=$folder task=$task part=$part sh -c '"
        + "checkpoint() { find $folder/running/$(printf %05d $part)~* -name checkpoint.safetensors 2>/dev/null | grep -q .; }; "
        + "until checkpoint; do sleep 0.02; done; "
        + "all=$(grep -lzxs SLURM_JOB_ID=$SLURM_JOB_ID /proc/[0-9]*/environ | cut -d/ -f3 | grep -vx $$); "
        + "kill -STOP $all; "
        + "if checkpoint; then echo > $task.held; else kill -CONT $all; fi' &";

    /// <summary>A part that stands still, its run not ended; null where there is none yet.</summary>
    static string? Held(SlurmGrid grid) => Directory.GetFiles(Path.Combine(grid.Submissions[0], "tasks"), "*.held")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).FirstOrDefault(part => HasCheckpoint(grid, part));

    static string[] Nodes(SlurmGrid grid, string part) =>
        [.. File.ReadLines(Path.Combine(grid.Submissions[0], "tasks", part + ".started")).Select(line => line.Split(' ')[2])];

    static bool HasCheckpoint(SlurmGrid grid, string part) =>
        Directory.GetDirectories(Path.Combine(grid.Submissions[0], "running"), part + "~*")
            .Any(attempt => Directory.GetFiles(attempt, "checkpoint.safetensors", SearchOption.AllDirectories).Length > 0);

    /// <summary>When each run that has ended was written.</summary>
    static Dictionary<string, DateTime> Ended(SlurmGrid grid) => grid.Grid.Runs()
        .ToDictionary(run => run, run => File.GetLastWriteTimeUtc(Path.Combine(run, "outcome.json")));

    static string Measured(string results) =>
        string.Join('\n', results.Split('\n').Where(line => !line.Contains("\"resumed\"", StringComparison.Ordinal)));
}
