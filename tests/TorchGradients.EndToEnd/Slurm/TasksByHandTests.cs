using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>Tasks that are started by hand: what they do needs no Slurm.</summary>
public sealed class TasksByHandTests : IDisposable
{
    readonly SmallGrid _grid = new(seeds: 3, steps: 400, cohorts: "off");
    readonly StandIns _slurm = new();

    [Fact]
    public async Task Of_two_attempts_at_a_task_that_packs_the_first_wins_and_the_other_notices()
    {
        string[] task = await Submit("--pack");
        BufferedCommandResult[] both = await Task.WhenAll(_slurm.Run("/", task), _slurm.Run("/", task));

        Assert.All(both, one => Assert.True(one.ExitCode == 0, one.StandardError));
        Assert.Contains("Another attempt at part 0 was first; this one is dropped.\n",
            string.Concat(both.Select(one => one.StandardError)), StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(Path.Combine(_grid.Experiment(), "packs")));
        Assert.Empty(Directory.GetDirectories(Path.Combine(task[1], "packing")));
        Assert.Empty(Directory.GetDirectories(Path.Combine(task[1], "running")));

        // Each run once, with the numbers that it has on one machine.
        const string sql = "SELECT run, quantity, step, layer, value, testLoss FROM records JOIN outcomes USING (experiment, run) ORDER BY ALL";
        BufferedCommandResult local = await TheProgram.RunIn(_grid.Folder, [.. _grid.Arguments("--no-report")[..^2], "local", "--no-report"]);
        Assert.True(local.ExitCode == 0, local.StandardError);
        string expected = await Query(_grid.Experiment("local"));
        Assert.Equal(3, expected.Split('\n').Skip(1).Select(line => line.Split(',')[0]).Where(run => run.Length > 0).Distinct().Count());
        Assert.Equal(expected, await Query(_grid.Experiment()));

        async Task<string> Query(string experiment) =>
            (await TheProgram.RunIn(_grid.Folder, "query", sql, "--csv", "--output", experiment)).StandardOutput;
    }

    [Fact]
    public async Task A_node_without_the_GPU_that_the_plan_was_made_for_says_so()
    {
        string[] task = await Submit("--gres", "gpu:1");
        BufferedCommandResult run = await _slurm.Run("/", task);
        Assert.Equal((1, "node7 has no GPU that the program can use, and the plan was made for one\n"), (run.ExitCode, run.StandardError));

        BufferedCommandResult status = await _slurm.Run(_grid.Folder, ["status", _grid.Experiment()]);
        Assert.Equal(1, status.ExitCode);
        Assert.StartsWith("grid: 3 runs: 3 lost\n"
            + "  3 runs lost: node7 has no GPU that the program can use, and the plan was made for one. For example seed=1-",
            status.StandardOutput, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _slurm.Dispose();
        _grid.Dispose();
    }

    /// <summary>Submits all as one task, and says how that is started.</summary>
    async Task<string[]> Submit(params string[] more)
    {
        BufferedCommandResult run = await _slurm.Run(_grid.Folder, [.. _grid.Arguments("--on", "slurm", "--tasks", "1"), .. more]);
        Assert.True(run.ExitCode == 0, run.StandardError);
        string submission = Assert.Single(Directory.GetDirectories(Path.Combine(_grid.Experiment(), ".slurm")),
            folder => File.Exists(Path.Combine(folder, "submission.json")));
        return ["slurm-task", submission, "--part", "0"];
    }
}
