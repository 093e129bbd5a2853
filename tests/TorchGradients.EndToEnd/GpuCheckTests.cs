using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>The check for machines with a GPU, on the processor: all of it but CUDA.</summary>
public sealed class GpuCheckTests : IDisposable
{
    static readonly string _folder = Path.Combine(TheProgram.RepositoryRoot, "tests", "gpu");

    /// <summary>The libtorch that came with the program: one without CUDA.</summary>
    static readonly string _libTorch = Path.GetDirectoryName(TheProgram.Assembly)!;

    /// <summary>What a Python prints that has trained three runs.</summary>
    internal const string PythonAnswer = """echo '{"torch": "2.10.0", "runs": 3, "seconds": 1.5, "begin": 1764066000.5, "end": 1764066002}'""";

    readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("gpu-check-");

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task Everything_but_the_GPU_holds_and_is_written_as_JSON_and_as_a_table()
    {
        string python = Script("python", """echo "$@" >"$0.arguments"; """ + PythonAnswer);

        var result = await Check("--libtorch", _libTorch, "--device", "cpu", "--quick", "--python", python, "--output", _scratch.FullName);

        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.StandardOutput + result.StandardError));
        var report = JsonNode.Parse(File.ReadAllText(Path.Combine(_scratch.FullName, "gpu.json")))!;
        Assert.Equal(21, report["comparison"]!.AsArray().Count);
        Assert.Equal(16, (int?)report["experiment"]!["runs"]);
        Assert.InRange((double)report["experiment"]!["largestDifference"]!, 0, 1e-6);
        Assert.Equal([4, 25, 3], new[] { "runs", "brokenOffAfter", "equal" }.Select(name => (int)report["takeUp"]![name]!));
        Assert.Equal([1, 4, 8, 1], report["benchmark"]!.AsArray().Select(line => (int)line!["together"]!));
        Assert.Equal(2, (double)report["benchmark"]![3]!["runsPerSecond"]!);
        Assert.All(report["benchmark"]!.AsArray(), line => Assert.Null(line!["busyShare"]));
        string table = File.ReadAllText(Path.Combine(_scratch.FullName, "gpu.md"));
        Assert.StartsWith("# Check on cpu: all holds\n", table, StringComparison.Ordinal);
        Assert.Contains("| the Python loop, one run at a time | 1 | 3 | 20 | 2.00 | – |\n", table, StringComparison.Ordinal);
        Assert.Equal(table, result.StandardOutput);
        Assert.EndsWith("loop.py --device cpu --features 64 --classes 10 --samples 4096 --depth 10 --width 64 --batch 64 --steps 20 "
            + "--learning-rate 0.1 --least-runs 3 --least-seconds 0\n", File.ReadAllText($"{python}.arguments"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_says_how_to_use_it()
    {
        BufferedCommandResult help = await CliWrap.Cli.Wrap("bash").WithArguments([Path.Combine(_folder, "check.sh"), "--help"])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Limit.Token);

        Assert.Equal((0, ""), (help.ExitCode, help.StandardError));
        Assert.StartsWith("Checks and times the library on an NVIDIA GPU, with the libtorch of a Python installation.\n\n  tests/gpu/check.sh pack [FILE]     on",
            help.StandardOutput, StringComparison.Ordinal);
        Assert.EndsWith("\nExit codes: 0 all holds, 1 not all holds, 2 nothing could be checked.\n", help.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_libtorch_that_fits_is_told()
    {
        var result = await Check("--libtorch", _libTorch, "--device", "cpu", "--probe");

        Assert.Equal((0, $"The libtorch in {_libTorch} (no version.py beside it) is loaded, and every symbol is there. "
            + "TorchSharp's native part is built for 2.10.\n"), (result.ExitCode, result.StandardError));
    }

    [Fact]
    public async Task A_libtorch_that_does_not_fit_is_told_with_its_version_the_loaders_words_and_the_way_on()
    {
        string folder = _scratch.CreateSubdirectory("torch").CreateSubdirectory("lib").FullName;
        File.WriteAllText(Path.Combine(folder, "..", "version.py"), "__version__ = '1.13.0a0'\ndebug = False\n");
        File.WriteAllText(Path.Combine(folder, "libc10.so"), "no library");

        var result = await Check("--libtorch", folder, "--device", "cpu", "--probe");

        Assert.Equal((2, $"libtorch 1.13.0a0 in {folder} does NOT fit: TorchSharp's native part is built for libtorch 2.10, "
            + $"and the system's loader says: {folder}/libc10.so: file too short\n"
            + "Install PyTorch 2.10 (pip install \"torch==2.10.*\"), or name another folder torch/lib with --libtorch.\n"),
            (result.ExitCode, result.StandardError));
    }

    [Fact]
    public async Task A_libtorch_without_CUDA_is_told()
    {
        var result = await Check("--libtorch", _libTorch);

        Assert.Equal((2, $"The PyTorch of {_libTorch} was built without CUDA: it has no libtorch_cuda.so. "
            + "Install one with CUDA, or use --device cpu.\n"), (result.ExitCode, result.StandardError));
    }

    [Theory]
    [InlineData("--devise cpu", "'--devise' is not an option.")]
    [InlineData("--device", "--device has no value.")]
    [InlineData("--device cpu", "--libtorch is missing.")]
    [InlineData("--libtorch not-there", "--libtorch: there is no folder not-there.")]
    public async Task A_mistake_in_the_options_is_told(string arguments, string expected)
    {
        var result = await Check(arguments.Split(' '));

        Assert.StartsWith(expected, result.StandardError, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task A_Python_without_PyTorch_is_told()
    {
        var result = await CliWrap.Cli.Wrap("bash").WithArguments([Path.Combine(_folder, "check.sh"), "--python", Script("python", "echo")])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Limit.Token);

        Assert.Equal((2, $"{_scratch.FullName}/python has no PyTorch. Name another interpreter with --python, "
            + "or a folder torch/lib with --libtorch.\n"), (result.ExitCode, result.StandardError));
    }

    static async Task<BufferedCommandResult> Check(params string[] arguments) => await CliWrap.Cli
        .Wrap(Path.Combine(_folder, "Check", Path.GetRelativePath(TheProgram.Project, Path.GetDirectoryName(TheProgram.Assembly)!),
            "torchgradients-gpu-check"))
        .WithArguments(arguments).WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(Limit.Token);

    string Script(string name, string line)
    {
        string file = Path.Combine(_scratch.FullName, name);
        File.WriteAllText(file, $"#!/bin/sh\n{line}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }
}
