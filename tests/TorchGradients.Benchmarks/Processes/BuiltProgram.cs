using CliWrap;
using CliWrap.Buffered;

namespace TorchGradients.Benchmarks.Processes;

/// <summary>The program as the build left it, started as a process the way a user starts it.</summary>
static class BuiltProgram
{
    // .../TorchGradients.Benchmarks/bin/<Configuration>/net10.0/<platform>/
    static readonly DirectoryInfo s_output = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>The repository's root.</summary>
    internal static string Root { get; } = Above(s_output, levels: 6).FullName;

    /// <summary>The program's assembly, of the same configuration and platform as this one.</summary>
    internal static string Assembly { get; } = Path.Combine(
        Root, "src", "TorchGradients.Cli",
        Path.GetRelativePath(Above(s_output, levels: 4).FullName, s_output.FullName), "TorchGradients.Cli.dll");

    /// <summary>Seconds that a command takes, from start to end of the process.</summary>
    /// <exception cref="BenchmarkException">It failed.</exception>
    internal static async Task<double> Time(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        (await Ended(Start(arguments, cancellation), arguments)).RunTime.TotalSeconds;

    /// <summary>The same, with the memory that it took and what it printed.</summary>
    /// <exception cref="BenchmarkException">It failed.</exception>
    internal static async Task<ProgramRun> Run(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        CommandTask<BufferedCommandResult> process = Start(arguments, cancellation);
        long peak = await PeakMemory.Until(process.ProcessId, process.Task);
        BufferedCommandResult result = await Ended(process, arguments);
        return new ProgramRun(result.RunTime.TotalSeconds, peak, result.StandardOutput);
    }

    static CommandTask<BufferedCommandResult> Start(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        CliWrap.Cli.Wrap("dotnet").WithArguments([Assembly, .. arguments])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellation);

    static async Task<BufferedCommandResult> Ended(
        CommandTask<BufferedCommandResult> process, IReadOnlyList<string> arguments)
    {
        BufferedCommandResult result = await process;
        return result.IsSuccess ? result : throw new BenchmarkException(
            $"torchgradients {string.Join(' ', arguments)} ended with exit code {result.ExitCode}:\n{result.StandardError}");
    }

    static DirectoryInfo Above(DirectoryInfo folder, int levels) => levels == 0 ? folder : Above(folder.Parent!, levels - 1);
}
