using System.Diagnostics;
using System.Text.Json.Nodes;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>A small grid that is run on a cluster.</summary>
internal sealed class SlurmGrid : IDisposable
{
    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(4);

    readonly SlurmCluster _cluster;

    /// <summary>A grid of as many seeds, of which some train together.</summary>
    public SlurmGrid(SlurmCluster cluster, int seeds, int together, int steps = 60, JsonObject? training = null)
    {
        _cluster = cluster;
        Grid = new SmallGrid(seeds, steps, training);
        Grid.Change(config => config["execution"] = new JsonObject { ["cohorts"] = together });
    }

    /// <summary>The grid.</summary>
    public SmallGrid Grid { get; }

    /// <summary>The experiment's folder.</summary>
    public string Experiment => Grid.Experiment();

    /// <summary>The folders of submissions, the oldest first.</summary>
    public string[] Submissions => [.. Directory.GetDirectories(Path.Combine(Experiment, ".slurm")).Order(StringComparer.Ordinal)
        .Where(folder => File.Exists(Path.Combine(folder, "submission.json")))];

    /// <summary><c>run … --on slurm</c>.</summary>
    public Task<BufferedCommandResult> Run(params string[] more) => _cluster.Program(Grid.Folder, [.. Grid.Arguments("--on", "slurm"), .. more]);

    /// <summary><c>run</c> on this machine into another folder, all that the cluster's results are held against.</summary>
    public async Task<string> LocalResults()
    {
        BufferedCommandResult local = await _cluster.Program(Grid.Folder, [.. Grid.Arguments()[..^1], "local"]);
        Assert.True(local.ExitCode == 0, local.StandardError);
        return Grid.Results("local");
    }

    /// <summary><c>status --json</c>.</summary>
    public async Task<JsonObject> Status()
    {
        BufferedCommandResult status = await _cluster.Program(Grid.Folder, "status", Experiment, "--json");
        Assert.True(status.StandardOutput.StartsWith('{'), status.StandardError);
        return (JsonObject)JsonNode.Parse(status.StandardOutput)!;
    }

    /// <summary>Waits until the status is so; fails where the jobs are over before, or it takes too long.</summary>
    /// <param name="what">What is waited for.</param>
    /// <param name="isSo">Whether it is so.</param>
    public async Task Until(string what, Func<JsonObject, bool> isSo)
    {
        var time = Stopwatch.StartNew();
        while (true)
        {
            JsonObject status = await Status();
            if (isSo(status)) return;
            Assert.True(((JsonArray)status["jobs"]!).Count > 0, $"All jobs were over before {what}: {status.ToJsonString()}");
            if (time.Elapsed > s_longest)
            {
                throw await _cluster.Late($"{s_longest.TotalMinutes} minutes passed before {what}: {status.ToJsonString()}");
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    /// <summary><c>cancel</c>.</summary>
    public Task<BufferedCommandResult> Cancel() => _cluster.Program(Grid.Folder, "cancel", Experiment);

    /// <summary>Writes a site's settings beside the experiment.</summary>
    public void Settle(string json) => File.WriteAllText(Path.Combine(Grid.Folder, "slurm.json"), json);

    /// <summary>The lines of a task's token: job, restarts, node.</summary>
    public string[] Token(int part) =>
        File.ReadAllLines(Path.Combine(Submissions[^1], "tasks", part.ToString("D5", System.Globalization.CultureInfo.InvariantCulture) + ".started"));

    public void Dispose() => Grid.Dispose();
}
