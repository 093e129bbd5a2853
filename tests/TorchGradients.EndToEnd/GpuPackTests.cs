using System.Globalization;
using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>
/// The check's one file for a machine with a GPU: made, unpacked, and run on the processor where there is no
/// <c>dotnet</c>.
/// </summary>
public sealed class GpuPackTests : IDisposable
{
    const int MostBytes = 50_000_000;

    static readonly string _script = Path.Combine(TheProgram.RepositoryRoot, "tests", "gpu", "check.sh");

    readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("gpu-pack-");

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task What_is_packed_is_small_and_runs_where_there_is_no_dotnet()
    {
        string file = Path.Combine(_scratch.FullName, "check.tar.gz"), output = Path.Combine(_scratch.FullName, "results");
        BufferedCommandResult packed = await Bash([_script, "pack", file]);
        Assert.SkipWhen(
            packed.ExitCode != 0 && packed.StandardError.Contains("NU1101", StringComparison.Ordinal),
            $".NET for linux-x64 cannot be had from this machine's package sources: {packed.StandardError.Trim()}");

        long bytes = File.Exists(file) ? new FileInfo(file).Length : 0;
        Assert.Equal((0, string.Create(CultureInfo.InvariantCulture, $"{file}: {bytes} bytes\n"), ""),
            (packed.ExitCode, packed.StandardOutput, packed.ExitCode == 0 ? "" : packed.StandardError));
        Assert.InRange(bytes, 1, MostBytes - 1);

        await CliWrap.Cli.Wrap("tar").WithArguments(["-C", _scratch.FullName, "-xzf", file]).ExecuteBufferedAsync(Limit.Token);
        BufferedCommandResult result = await Bash(
            [
                Path.Combine(_scratch.FullName, "torchgradients-gpu-check", "check.sh"), "--cpu", "--quick", "--output", output,
                "--libtorch", Path.GetDirectoryName(TheProgram.Assembly)!, "--python", Python(),
            ],
            path: Tools("dirname"));

        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.StandardOutput + result.StandardError));
        Assert.StartsWith("# Check on cpu: all holds\n", result.StandardOutput, StringComparison.Ordinal);
        var report = JsonNode.Parse(File.ReadAllText(Path.Combine(output, "gpu.json")))!;
        Assert.Equal([1, 4, 8, 1], report["benchmark"]!.AsArray().Select(line => (int)line!["together"]!));
    }

    /// <summary>Runs a script; with a path, without any .NET of this machine.</summary>
    static async Task<BufferedCommandResult> Bash(string[] arguments, string? path = null)
    {
        Command command = CliWrap.Cli.Wrap("/bin/bash").WithArguments(arguments).WithValidation(CommandResultValidation.None);
        if (path is not null)
        {
            command = command.WithEnvironmentVariables(variables => variables
                .Set("PATH", path).Set("DOTNET_ROOT", null).Set("DOTNET_ROOT_X64", null).Set("HOME", path));
        }

        return await command.ExecuteBufferedAsync(Limit.Token);
    }

    /// <summary>A folder with nothing but these tools of the system.</summary>
    string Tools(params string[] names)
    {
        string folder = _scratch.CreateSubdirectory("bin").FullName;
        foreach (string name in names) File.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine("/usr/bin", name));
        return folder;
    }

    /// <summary>In the place of a Python with PyTorch: answers as one that has trained three runs.</summary>
    string Python()
    {
        string file = Path.Combine(_scratch.FullName, "python");
        File.WriteAllText(file, $"#!/bin/sh\n{GpuCheckTests.PythonAnswer}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return file;
    }
}
