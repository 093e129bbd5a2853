using CliWrap;
using CliWrap.Buffered;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>Scripts that stand in for Slurm's programs, and the program with them on its path.</summary>
internal sealed class StandIns : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tg-stand-ins-").FullName;

    /// <summary>A Slurm that takes every job and forgets it at once, unless another script takes the place of one of these.</summary>
    public StandIns()
    {
        Stand("scontrol", "echo 'MaxArraySize = 1001'");
        Stand("sbatch", "echo 7");
        Stand("squeue", "exit 0");
        Stand("scancel", "exit 0");
        Stand("sinfo", "echo main");
    }

    /// <summary>What a folder holds with which the program can start, and nothing of Slurm.</summary>
    public string Bare
    {
        get
        {
            string bare = Path.Combine(_folder, "bare");
            if (Directory.Exists(bare)) return bare;

            Directory.CreateDirectory(bare);
            File.CreateSymbolicLink(Path.Combine(bare, "env"), "/usr/bin/env");
            File.CreateSymbolicLink(
                Path.Combine(bare, "dotnet"), Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : Dotnet);
            return bare;
        }
    }

    /// <summary>A path with the scripts first.</summary>
    public string Search => $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";

    /// <summary>A file of the scripts' own, for what they note down.</summary>
    public string Note(string name) => Path.Combine(_folder, name);

    /// <summary>Puts a script in the place of a program.</summary>
    public void Stand(string tool, string script)
    {
        string file = Path.Combine(_folder, tool);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The program, not started yet, with these scripts or another search path; settings of this machine's user do not reach it.</summary>
    public Command Command(string folder, string[] arguments, string? search = null) => TheProgram.Command(folder, arguments)
        .WithEnvironmentVariables(variables => variables.Set("PATH", search ?? Search).Set("XDG_CONFIG_HOME", _folder)
            .Set("TORCHGRADIENTS_SLURM__patience", "1").Set("SLURMD_NODENAME", "node7"));

    /// <summary>Runs the program.</summary>
    public Task<BufferedCommandResult> Run(string folder, string[] arguments, string? search = null) =>
        Command(folder, arguments, search).ToItsEnd();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static string Dotnet => Path.GetFullPath(Path.Combine(
        System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
