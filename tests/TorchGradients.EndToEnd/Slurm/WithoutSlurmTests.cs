using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>What the program says where Slurm is not there, does not answer, or takes nothing; scripts stand in for its programs.</summary>
public sealed class WithoutSlurmTests : IDisposable
{
    readonly SmallGrid _grid = new(seeds: 2, steps: 20);
    readonly StandIns _slurm = new();

    [Fact]
    public async Task Without_sbatch_on_the_path_it_says_where_to_run_it_and_has_done_nothing()
    {
        BufferedCommandResult run = await _slurm.Run(_grid.Folder, _grid.Arguments("--on", "slurm"), _slurm.Bare);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("There is no sbatch on the path, so Slurm cannot be asked; nothing was submitted. "
            + "Run this on a machine of the cluster from which jobs are submitted, or leave out --on slurm.\n", run.StandardError);
        Assert.False(Directory.Exists(_grid.Experiment()));
    }

    [Fact]
    public async Task Without_squeue_status_tells_what_the_files_say_and_cancel_where_to_run_it()
    {
        Assert.Equal(0, (await Submit("--tasks", "1")).ExitCode);
        BufferedCommandResult status = await _slurm.Run(_grid.Folder, ["status", _grid.Experiment()], _slurm.Bare);
        Assert.Equal((0, "grid: 2 runs: 2 to do\n"), (status.ExitCode, status.StandardOutput));
        Assert.Equal("There is no squeue on the path, so Slurm cannot be asked; what is queued is known on the machines of the cluster "
            + "from which jobs are submitted. What follows is from the files alone.\n", status.StandardError);

        BufferedCommandResult cancel = await _slurm.Run(_grid.Folder, ["cancel", _grid.Experiment()], _slurm.Bare);
        Assert.Equal(2, cancel.ExitCode);
        Assert.Equal("There is no squeue on the path, so Slurm cannot be asked; nothing was cancelled. "
            + "Run this on a machine of the cluster from which jobs are submitted.\n", cancel.StandardError);
    }

    [Fact]
    public async Task There_is_nothing_to_cancel_where_nothing_was_submitted()
    {
        string experiment = Directory.CreateDirectory(_grid.Experiment()).FullName;
        BufferedCommandResult cancel = await _slurm.Run(_grid.Folder, ["cancel", experiment]);

        Assert.Equal(2, cancel.ExitCode);
        Assert.Equal($"""
            1 problem in {experiment}; nothing was run.

              .slurm      is not there, so no jobs were submitted for this folder.
                          Name the folder of an experiment that was run with --on slurm.

            """, cancel.StandardError);
    }

    [Fact]
    public async Task A_controller_that_does_not_answer_is_asked_again_and_then_told()
    {
        _slurm.Stand("scontrol", "echo 'Unable to contact slurm controller (connect failure)' >&2; exit 1");
        BufferedCommandResult run = await Submit("--tasks", "1");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("""
            Slurm's controller does not answer (Unable to contact slurm controller (connect failure)); it is asked again in 1 s.
            Slurm's controller does not answer, asked for 1 s (scontrol: Unable to contact slurm controller (connect failure)). What is queued or running is not touched by that. 'scontrol ping' says whether it is there; run the same command again when it is.

            """, run.StandardError);
    }

    [Fact]
    public async Task Where_no_cluster_is_configured_that_is_told_with_what_would_configure_it()
    {
        _slurm.Stand("scontrol", "echo 'scontrol: error: resolve_ctls_from_dns_srv: res_nsearch error: Unknown host' >&2; exit 1");
        BufferedCommandResult run = await Submit("--tasks", "1");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("No cluster is configured on this machine (scontrol: scontrol: error: resolve_ctls_from_dns_srv: res_nsearch error: Unknown host): "
            + "SLURM_CONF names no file, there is no slurm.conf where Slurm looks for it, and no server hands one out. So Slurm cannot be asked; "
            + "nothing was submitted. Run this on a machine of the cluster from which jobs are submitted, or leave out --on slurm.\n", run.StandardError);
    }

    [Fact]
    public async Task Times_and_memory_that_Slurm_does_not_know_are_told_before_it_is_asked()
    {
        BufferedCommandResult run = await _slurm.Run(_grid.Folder, _grid.Arguments("--on", "slurm", "--time", "banana", "--memory", "x"), _slurm.Bare);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("""
            2 problems in the command line; nothing was run.

              time        is 'banana', but must be a time.
                          Write for example 30 (minutes), 2:00:00 or 1-12 (days-hours).
              memory      is 'x', but must be an amount of memory.
                          Write for example 4G, or 500M.

            """, run.StandardError);
    }

    [Fact]
    public async Task An_answer_of_sbatch_that_was_lost_makes_no_second_job()
    {
        string asked = _slurm.Note("asked");
        _slurm.Stand("sbatch", $"""
            [ "$1" = --test-only ] && exit 0
            echo x >> '{asked}'
            echo 'sbatch: error: Socket timed out on send/recv operation' >&2
            exit 1
            """);
        _slurm.Stand("squeue", "case \"$*\" in *-report*) n=8 ;; *) n=7 ;; esac; echo \"$n|0|name|PENDING|None||0:00|\"");
        BufferedCommandResult run = await Submit("--tasks", "1");

        Assert.True(run.ExitCode == 0, run.StandardError);
        Assert.Contains("grid: 2 runs in 1 task as job 7, the report as job 8\n", run.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(asked, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task What_Slurm_takes_from_nobody_is_told_before_anything_is_tried_set_aside_or_written()
    {
        string asked = _slurm.Note("asked"), before = await LocalResults();
        DateTime planned = File.GetLastWriteTimeUtc(Path.Combine(_grid.Experiment(), "plan.json"));
        _slurm.Stand("sbatch", $"echo \"$1\" >> '{asked}'; echo 'allocation failure: Invalid partition name specified' >&2; exit 1");
        BufferedCommandResult run = await Submit("--fresh", "--partition", "nowhere");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("""
            1 problem in the command line; nothing was run.

              partition      'nowhere' is not a partition of this cluster.
                             There are: main.

            """, run.StandardError);
        Assert.Equal(["--test-only"], await File.ReadAllLinesAsync(asked, TestContext.Current.CancellationToken));
        Assert.Equal(before, _grid.Results());
        Assert.Equal(planned, File.GetLastWriteTimeUtc(Path.Combine(_grid.Experiment(), "plan.json")));
        Assert.False(Directory.Exists(Path.Combine(_grid.Experiment(), ".slurm")));
        Assert.False(Directory.Exists(Path.Combine(_grid.Experiment(), ".set-aside")));
    }

    [Theory]
    [InlineData("case \"$*\" in *-0.sh*) ;; *) exit 0 ;; esac; ")]       // The array itself.
    [InlineData("case \"$*\" in *-report.sh*) ;; *) echo 7; exit 0 ;; esac; ")]  // The job behind it.
    public async Task What_sbatch_refuses_leaves_the_results_that_are_to_be_ignored_where_they_were(string unless)
    {
        string before = await LocalResults();
        string pack = Directory.CreateDirectory(Path.Combine(_grid.Experiment(), "packs", "one")).FullName;
        string cancelled = _slurm.Note("cancelled");
        _slurm.Stand("scancel", $"echo \"$*\" > '{cancelled}'");
        _slurm.Stand("sbatch", $"[ \"$1\" = --test-only ] && exit 0; {unless}echo 'sbatch: error: QOSMaxSubmitJobPerUserLimit' >&2; exit 1");
        BufferedCommandResult run = await Submit("--fresh", "--tasks", "1");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("1 problem in what Slurm was asked for; nothing was run.\n\n  sbatch      refused the ", run.StandardError, StringComparison.Ordinal);
        Assert.Equal(unless.Contains("report", StringComparison.Ordinal), File.Exists(cancelled));
        Assert.True(Directory.Exists(pack));
        Directory.Delete(Path.GetDirectoryName(pack)!, recursive: true);
        Assert.Equal(before, _grid.Results());
        Assert.All(Directory.GetDirectories(Path.Combine(_grid.Experiment(), ".slurm")), folder =>
            Assert.StartsWith("program-", Path.GetFileName(folder), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_submitted_fresh_finds_no_result()
    {
        await LocalResults();
        BufferedCommandResult run = await Submit("--fresh", "--tasks", "1");

        Assert.True(run.ExitCode == 0, run.StandardError);
        Assert.Contains("grid: 2 runs in 1 task as job 7, the report as job 7\n", run.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0, _grid.Count("completed"));
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(_grid.Experiment(), ".set-aside")).Length);
    }

    [Fact]
    public async Task Ctrl_C_while_it_waits_leaves_the_jobs_to_themselves_and_says_so()
    {
        string asked = _slurm.Note("asked");
        _slurm.Stand("squeue", $"echo x >> '{asked}'; echo '7|0|name|RUNNING|None|node1|0:05|'");
        var running = new Started(
            _slurm.Command(_grid.Folder, _grid.Arguments("--on", "slurm", "--tasks", "1", "--wait")), Limit.Time,
            TestContext.Current.CancellationToken);
        await running.Until(() => File.Exists(asked));
        running.Interrupt();
        BufferedCommandResult interrupted = await running.Result;

        Assert.Equal(130, interrupted.ExitCode);
        Assert.EndsWith($"The jobs go on. 'status {_grid.Experiment()}' says how far they are, 'cancel {_grid.Experiment()}' ends them.\n",
            interrupted.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", interrupted.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_in_settings_are_told_all_at_once_with_where_they_come_from()
    {
        string file = Path.Combine(_grid.Folder, "slurm.json");
        await File.WriteAllTextAsync(file, """{ "partion": "gpu", "cpus": 0, /* why not */ "setup": "module load dotnet", }""",
            TestContext.Current.CancellationToken);
        BufferedCommandResult run = await _slurm.Command(_grid.Folder, _grid.Arguments("--on", "slurm"))
            .WithEnvironmentVariables(variables => variables.Set("TORCHGRADIENTS_SLURM__tasks", "many").Set("XDG_CONFIG_HOME", _grid.Folder))
            .ToItsEnd();

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"""
            3 problems in {file}; nothing was run.

              partion      is not a known setting.
                           Did you mean 'partition'?  Known: account, atATime, cpus, gres, memory, pack, partition, patience, reportMemory, reportSbatchOptions, reportTime, sbatchOptions, selfContained, setup, taskMinutes, tasks, time.
              cpus         is 0, but must be at least 1.
                           Change it.
              setup        is 'module load dotnet', but must be a list.
                           A list is set whole: [...].

            1 problem in the environment; nothing was run.

              tasks      is 'many', but must be a whole number, or null.
                         Change it.

            """, run.StandardError);
    }

    [Fact]
    public async Task Options_for_jobs_without_jobs_and_options_for_this_machine_with_them_are_mistakes()
    {
        BufferedCommandResult without = await TheProgram.RunIn(_grid.Folder, _grid.Arguments("--partition", "main"));
        Assert.Equal((2, "--partition has no effect without --on slurm.\nSee run --help.\n"), (without.ExitCode, without.StandardError));

        BufferedCommandResult with = await TheProgram.RunIn(_grid.Folder, _grid.Arguments("--on", "slurm", "--workers", "2"));
        Assert.Equal((2, "--workers has no effect with --on slurm. A task has as many as --cpus says.\nSee run --help.\n"),
            (with.ExitCode, with.StandardError));
    }

    public void Dispose()
    {
        _slurm.Dispose();
        _grid.Dispose();
    }

    Task<BufferedCommandResult> Submit(params string[] more) => _slurm.Run(_grid.Folder, [.. _grid.Arguments("--on", "slurm"), .. more]);

    async Task<string> LocalResults()
    {
        BufferedCommandResult local = await TheProgram.RunIn(_grid.Folder, _grid.Arguments("--no-report"));
        Assert.True(local.ExitCode == 0, local.StandardError);
        return _grid.Results();
    }
}
