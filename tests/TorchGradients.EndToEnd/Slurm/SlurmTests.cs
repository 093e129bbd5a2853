using System.Text.Json.Nodes;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>Grids on a real Slurm of two nodes.</summary>
[Collection(nameof(SlurmCluster))]
public sealed class SlurmTests(SlurmCluster cluster)
{
    [Fact]
    public async Task Forty_runs_over_two_nodes_in_more_tasks_than_an_array_may_have_equal_the_local_grid_to_the_last_bit()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 40, together: 4);
        BufferedCommandResult run = await grid.Run("--tasks", "6", "--wait");

        Assert.True(run.ExitCode == 0, run.StandardError);
        Assert.Contains("40 runs in 6 tasks as jobs ", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("[40/40] ", run.StandardError, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(grid.Submissions[0], "*.sh").Count(script => !script.EndsWith("-report.sh", StringComparison.Ordinal)));
        Assert.Equal(["node1", "node2"], Enumerable.Range(0, 6).Select(part => grid.Token(part).Single().Split(' ')[2]).Distinct().Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(grid.Experiment, "report.html")));
        Assert.Equal(40, (int)(await grid.Status())["done"]!);
        Assert.Equal(await grid.LocalResults(), grid.Grid.Results());
    }

    [Fact]
    public async Task A_cancelled_grid_keeps_what_it_has_and_goes_on_from_its_checkpoints_to_the_same_numbers()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 2, together: 1, steps: 12_000, new JsonObject { ["checkpointEvery"] = 50 });

        // The second task is never through, so that the jobs are not over before they are cancelled, however busy the machine.
        grid.Settle("""{ "tasks": 2, "atATime": 1, "setup": ["while [ x$part = x1 ]; do sleep 0.2; done"] }""");
        Assert.Equal(0, (await grid.Run()).ExitCode);
        await grid.Until("a checkpoint was there", _ => Directory.GetFiles(Path.Combine(grid.Submissions[0], "running"), "checkpoint.safetensors",
            SearchOption.AllDirectories).Length > 0);

        // While tasks are queued or running, nothing is submitted twice, and nothing runs beside them.
        BufferedCommandResult again = await grid.Run();
        Assert.Contains("queued or running already", again.StandardError, StringComparison.Ordinal);
        Assert.Single(grid.Submissions);
        BufferedCommandResult beside = await cluster.Program(grid.Grid.Folder, grid.Grid.Arguments());
        Assert.Equal(1, beside.ExitCode);
        Assert.Matches(@"^Jobs of .*grid are queued or running \([\d, ]+\); nothing was run\.", beside.StandardError);

        BufferedCommandResult cancel = await grid.Cancel();
        Assert.True(cancel.ExitCode == 0, cancel.StandardError);
        Assert.Matches(@"^grid: Cancelled jobs [\d, ]+; \d of 2 runs are complete and stay\.", cancel.StandardOutput);
        JsonObject status = await grid.Status();
        Assert.Empty((JsonArray)status["jobs"]!);
        Assert.Equal(2, (int)status["done"]! + (int)status["toDo"]!);

        grid.Settle("""{ "tasks": 2 }""");
        string[] kept = [.. Directory.GetFiles(grid.Experiment, "checkpoint.safetensors", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Distinct().Order(StringComparer.Ordinal)];
        BufferedCommandResult rest = await grid.Run("--wait");
        Assert.True(rest.ExitCode == 0, rest.StandardError);
        Assert.Equal(kept, grid.Grid.Runs().Where(run => File.ReadAllText(Path.Combine(run, "records.clef")).Contains("\"resumed\"", StringComparison.Ordinal))
            .Select(run => Path.GetFileName(run)!));
        string local = await grid.LocalResults();
        Assert.Equal(Measured(local), Measured(grid.Grid.Results()));
    }

    [Fact]
    public async Task Where_a_task_fails_the_report_is_written_all_the_same_and_the_next_run_submits_what_it_lost()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 6, together: 2);
        grid.Settle("""{ "tasks": 3, "setup": ["[ x$part != x1 ] || kill -9 $$"] }""");
        BufferedCommandResult run = await grid.Run("--wait");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("grid: 6 runs: 4 done, 2 lost\n", run.StandardError, StringComparison.Ordinal);
        Assert.Contains("  2 runs lost: it ended without a word; its log may tell why: ", run.StandardError, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(grid.Experiment, "report.html")));

        grid.Settle("""{ "tasks": 3 }""");
        BufferedCommandResult again = await grid.Run("--wait");
        Assert.True(again.ExitCode == 0, again.StandardError);
        Assert.Contains("grid: 2 runs in 1 task as job ", again.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(6, grid.Grid.Count("completed"));
    }

    [Fact]
    public async Task Runs_that_fail_in_a_task_are_told_with_their_reason_and_submitted_again()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 2, together: 1, steps: 100_000, new JsonObject { ["timeLimit"] = 0.01 });
        BufferedCommandResult run = await grid.Run("--tasks", "1", "--time", "5", "--memory", "500M", "--wait");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("grid: 2 runs: 2 failed\n  2 runs failed: over its training:timeLimit of 0.01 s. For example seed=1-",
            run.StandardError, StringComparison.Ordinal);
        Assert.EndsWith("'run ... --on slurm' again submits what is missing and not queued.\n", run.StandardError, StringComparison.Ordinal);
        JsonObject status = await grid.Status();
        Assert.Equal(("over its training:timeLimit of 0.01 s", 2), ((string)status["failed"]![0]!["reason"]!, (int)status["failed"]![0]!["runs"]!));

        BufferedCommandResult again = await grid.Run("--tasks", "1");
        Assert.Contains("grid: 2 runs in 1 task as job ", again.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0, (await grid.Cancel()).ExitCode);
    }

    [Fact]
    public async Task A_report_that_its_job_did_not_write_is_told_until_somebody_writes_it()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 1, together: 1);
        grid.Settle("""{ "setup": ["[ -n \"$part\" ] || exit 5"] }""");
        Assert.Equal(0, (await grid.Run("--tasks", "1")).ExitCode);
        await grid.Until("the report was missing", status => status["reportMissing"] is not null);

        BufferedCommandResult told = await cluster.Program(grid.Grid.Folder, "status", grid.Experiment);
        Assert.Equal(1, told.ExitCode);
        Assert.Matches(@"^grid: 1 run: 1 done\n  The report is not written: its job ended without a word; its log may tell why: .*-report\.log\. "
            + @"'report .*/grid' writes it\.\n$", told.StandardOutput);

        Assert.Equal(0, (await cluster.Program(grid.Grid.Folder, "report", grid.Experiment)).ExitCode);
        BufferedCommandResult after = await cluster.Program(grid.Grid.Folder, "status", grid.Experiment);
        Assert.Equal((0, "grid: 1 run: 1 done\n"), (after.ExitCode, after.StandardOutput));
    }

    [Fact]
    public async Task Packed_runs_are_seen_by_every_command_and_are_those_of_folders_to_the_last_bit()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 6, together: 2);
        BufferedCommandResult run = await grid.Run("--tasks", "3", "--pack", "--wait");
        Assert.True(run.ExitCode == 0, run.StandardError);
        Assert.Contains("[6/6] ", run.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetDirectories(grid.Experiment), folder => Path.GetFileName(folder).StartsWith("seed", StringComparison.Ordinal));
        Assert.Equal(3, Directory.GetDirectories(Path.Combine(grid.Experiment, "packs")).Length);
        Assert.Equal(6, (int)(await grid.Status())["done"]!);

        const string sql = "SELECT run, quantity, step, layer, value, testLoss FROM records JOIN outcomes USING (experiment, run) ORDER BY ALL";
        string[] query = ["query", sql, "--csv", "--output"];
        string packed = (await cluster.Program(grid.Grid.Folder, [.. query, grid.Experiment])).StandardOutput;
        await grid.LocalResults();
        Assert.Equal((await cluster.Program(grid.Grid.Folder, [.. query, grid.Grid.Experiment("local")])).StandardOutput, packed);
        Assert.Equal(Summary(grid.Grid.Experiment("local")), Summary(grid.Experiment));

        BufferedCommandResult again = await cluster.Program(grid.Grid.Folder, grid.Grid.Arguments());
        Assert.StartsWith("6 runs of 6 complete already", again.StandardError, StringComparison.Ordinal);
        Assert.Contains("grid: nothing to submit.\n", (await grid.Run("--pack")).StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_can_never_start_is_told_with_Slurms_reason()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 2, together: 2);
        BufferedCommandResult run = await grid.Run("--tasks", "1", "--cpus", "64", "--wait");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("2 runs can never start: PartitionConfig: it asks for more processors, memory or nodes than the partition has. For example seed=1-",
            run.StandardError, StringComparison.Ordinal);
        Assert.Equal(0, (await grid.Cancel()).ExitCode);
    }

    [Fact]
    public async Task Of_two_attempts_at_one_task_the_first_wins_and_the_other_notices()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 3, together: 1, steps: 400);
        Assert.Equal(0, (await grid.Run("--tasks", "1", "--sbatch-option=--hold")).ExitCode);
        string[] task = ["slurm-task", grid.Submissions[0], "--part", "0"];
        BufferedCommandResult[] both = await Task.WhenAll(cluster.Program("/", task), cluster.Program("/", task));

        Assert.All(both, one => Assert.True(one.ExitCode == 0, one.StandardError));
        Assert.Contains("another attempt was first; this one is dropped.", string.Concat(both.Select(one => one.StandardError)), StringComparison.Ordinal);
        Assert.Equal(3, grid.Grid.Count("completed"));
        Assert.Empty(Directory.GetDirectories(Path.Combine(grid.Submissions[0], "running")));
        Assert.False(Directory.Exists(Path.Combine(grid.Experiment, ".set-aside")));
        Assert.Equal(0, (await grid.Cancel()).ExitCode);
        Assert.Equal(await grid.LocalResults(), grid.Grid.Results());
    }

    [Fact]
    public async Task Tasks_get_the_gpu_that_they_ask_for()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 4, together: 1, training: new JsonObject { ["device"] = "cpu" });
        grid.Settle("""{ "setup": ["echo ${CUDA_VISIBLE_DEVICES-none} > $task.gpu"] }""");
        BufferedCommandResult with = await grid.Run("--tasks", "4", "--gres", "gpu:1", "--wait");

        Assert.True(with.ExitCode == 0, with.StandardError);
        Assert.Equal(4, grid.Grid.Count("completed"));
        Assert.Equal(["0", "0", "0", "0"], Gpus(grid));

        using var plain = new SlurmGrid(cluster, seeds: 1, together: 1);
        plain.Settle("""{ "setup": ["echo ${CUDA_VISIBLE_DEVICES-none} > $task.gpu"] }""");
        BufferedCommandResult without = await plain.Run("--tasks", "1", "--wait");
        Assert.True(without.ExitCode == 0, without.StandardError);
        Assert.Equal(["none"], Gpus(plain));

        static IEnumerable<string> Gpus(SlurmGrid grid) =>
            Directory.GetFiles(Path.Combine(grid.Submissions[0], "tasks"), "*.gpu").Select(file => File.ReadAllText(file).Trim());
    }

    [Theory]
    [InlineData("gpu:9", "is 'gpu:9', and no node has that with 1 processor (sbatch: error: Batch job submission failed: Requested node configuration is not available)",
        "Partitions, processors, MB and resources: {0}main 2 4000 gpu:1.")]
    [InlineData("fpga:1", "'fpga:1' is not a resource of this cluster", "There are: {1}gpu:1.")]
    public async Task A_resource_that_no_node_has_is_a_mistake_before_anything_is_queued(string gres, string finding, string fix)
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 2, together: 2, training: new JsonObject { ["device"] = "cpu" });
        BufferedCommandResult run = await grid.Run("--tasks", "1", "--gres", gres);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"""
            1 problem in the command line; nothing was run.

              gres      {finding}.
                        {string.Format(System.Globalization.CultureInfo.InvariantCulture, fix,
                            cluster.HasApart ? "apart 2 4000 (null), " : "", cluster.HasApart ? "(null), " : "")}

            """, run.StandardError);
        Assert.True(!Directory.Exists(Path.Combine(grid.Experiment, ".slurm")) || grid.Submissions.Length == 0);
    }

    [Fact]
    public async Task A_partition_that_is_not_there_is_a_mistake_with_the_names_of_those_that_are()
    {
        cluster.Require();
        using var grid = new SlurmGrid(cluster, seeds: 2, together: 2);
        BufferedCommandResult run = await grid.Run("--tasks", "1", "--partition", "nowhere");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"""
            1 problem in the command line; nothing was run.

              partition      'nowhere' is not a partition of this cluster.
                             There are: {(cluster.HasApart ? "apart, " : "")}main.

            """, run.StandardError);
        Assert.False(Directory.Exists(grid.Experiment));
    }

    /// <summary>summary.csv without the seconds, the last column.</summary>
    static string[] Summary(string experiment) =>
        [.. File.ReadLines(Path.Combine(experiment, "summary.csv")).Select(line => line[..line.LastIndexOf(',')])];

    /// <summary>Without the lines that tell of being resumed, which the undisturbed grid has not.</summary>
    static string Measured(string results) =>
        string.Join('\n', results.Split('\n').Where(line => !line.Contains("\"resumed\"", StringComparison.Ordinal)));
}
