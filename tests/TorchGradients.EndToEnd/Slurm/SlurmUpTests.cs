using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>A test that needs Slurm is skipped where there cannot be one, and fails where it should be there and is not.</summary>
public sealed class SlurmUpTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tg-slurm-").FullName;

    [Fact]
    public async Task Where_its_packages_are_missing_the_tests_are_skipped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Slurm is Linux's.");
        BufferedCommandResult up = await Up(path: Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName);

        Assert.Equal(77, up.ExitCode);
        Assert.Matches("^slurm-up: (munged|sinfo) not found: apt-get install -y --no-install-recommends slurm-wlm munge\n$", up.StandardError);
        Assert.Equal(($"There cannot be a Slurm here: {up.StandardError.Trim()}", null), SlurmCluster.Understand(up));
    }

    [Fact]
    public async Task Where_it_is_installed_and_does_not_start_the_tests_fail()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Slurm is Linux's.");
        string bin = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        foreach (string tool in new[] { "munged", "slurmctld", "slurmd", "sinfo", "scontrol", "unshare" })
        {
            File.WriteAllText(Path.Combine(bin, tool), "#!/bin/sh\nexit 0\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(bin, tool), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        BufferedCommandResult up = await Up($"{bin}:{Environment.GetEnvironmentVariable("PATH")}");

        Assert.Equal(1, up.ExitCode);
        Assert.EndsWith("slurm-up: 0 of 2 nodes came up in 1 s\n", up.StandardError, StringComparison.Ordinal);
        Assert.Equal((null, $"Slurm does not start here: {up.StandardError.Trim()}"), SlurmCluster.Understand(up));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    Task<BufferedCommandResult> Up(string path) => CliWrap.Cli.Wrap("/bin/bash")
        .WithArguments([Path.Combine(TheProgram.RepositoryRoot, "tests", "TorchGradients.EndToEnd", "Slurm", "slurm-up.sh"), Path.Combine(_folder, "c")])
        .WithEnvironmentVariables(variables => variables.Set("PATH", path).Set("UP_WAIT", "1"))
        .WithValidation(CommandResultValidation.None).ToItsEnd(TimeSpan.FromMinutes(3));
}
