using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>What the program says where Slurm is not there, or does not answer; its programs are stood in for by scripts.</summary>
public sealed class WithoutSlurmTests : IDisposable
{
    readonly SmallGrid _grid = new(seeds: 2, steps: 20);

    [Fact]
    public async Task Without_sbatch_on_the_path_it_says_where_to_run_it()
    {
        string bare = Directory.CreateDirectory(Path.Combine(_grid.Folder, "bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(bare, "env"), "/usr/bin/env");
        File.CreateSymbolicLink(Path.Combine(bare, "dotnet"), Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : Dotnet);
        BufferedCommandResult run = await Run(bare, "--tasks", "1");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("There is no scontrol on the path, so Slurm cannot be asked; nothing was submitted. "
            + "Run this on a machine of the cluster from which jobs are submitted, or leave out --on slurm.\n", run.StandardError);
    }

    [Fact]
    public async Task A_controller_that_does_not_answer_is_asked_again_and_then_told()
    {
        string bin = Stand("scontrol", "echo 'Unable to contact slurm controller (connect failure)' >&2; exit 1");
        BufferedCommandResult run = await Run($"{bin}:{Environment.GetEnvironmentVariable("PATH")}", "--tasks", "1");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("""
            Slurm's controller does not answer (Unable to contact slurm controller (connect failure)); it is asked again in 1 s.
            Slurm's controller does not answer, asked for 1 s (scontrol: Unable to contact slurm controller (connect failure)). What is queued or running is not touched by that. 'scontrol ping' says whether it is there; run the same command again when it is.

            """, run.StandardError);
    }

    [Fact]
    public async Task An_answer_of_sbatch_that_was_lost_makes_no_second_job()
    {
        string bin = Stand("scontrol", "echo 'MaxArraySize = 1001'");
        Stand("sbatch", $"echo x >> {_grid.Folder}/asked; echo 'sbatch: error: Socket timed out on send/recv operation' >&2; exit 1");
        Stand("squeue", "case \"$*\" in *-report*) n=8 ;; *) n=7 ;; esac; echo \"$n|0|name|PENDING|None||0|0:00|\"");
        BufferedCommandResult run = await Run($"{bin}:{Environment.GetEnvironmentVariable("PATH")}", "--tasks", "1");

        Assert.True(run.ExitCode == 0, run.StandardError);
        Assert.Contains("grid: 2 runs in 1 task as job 7, the report as job 8\n", run.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(_grid.Folder, "asked"), TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Mistakes_in_settings_are_told_all_at_once_with_where_they_come_from()
    {
        string file = Path.Combine(_grid.Folder, "slurm.json");
        await File.WriteAllTextAsync(file, """{ "partion": "gpu", "cpus": 0, /* why not */ "setup": "module load dotnet", }""",
            TestContext.Current.CancellationToken);
        BufferedCommandResult run = await Run(Environment.GetEnvironmentVariable("PATH")!);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"""
            3 problems in {file}; nothing was run.

              partion      is not a known setting.
                           Did you mean 'partition'?  Known: account, atATime, cpus, gres, memory, pack, partition, patience, sbatchOptions, selfContained, setup, taskMinutes, tasks, time.
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

    public void Dispose() => _grid.Dispose();

    static string Dotnet => Path.GetFullPath(Path.Combine(
        System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    string Stand(string tool, string script)
    {
        string bin = Directory.CreateDirectory(Path.Combine(_grid.Folder, "stand-ins")).FullName;
        string file = Path.Combine(bin, tool);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return bin;
    }

    async Task<BufferedCommandResult> Run(string path, params string[] more) =>
        await TheProgram.Command(_grid.Folder, [.. _grid.Arguments("--on", "slurm"), .. more])
            .WithEnvironmentVariables(variables => variables.Set("PATH", path).Set("XDG_CONFIG_HOME", _grid.Folder)
                .Set("TORCHGRADIENTS_SLURM__patience", "1")
                .Set("TORCHGRADIENTS_SLURM__tasks", more.Length == 0 ? "many" : null))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
