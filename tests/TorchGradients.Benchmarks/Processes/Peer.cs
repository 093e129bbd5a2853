using System.ComponentModel;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace TorchGradients.Benchmarks.Processes;

/// <summary><c>peer.py</c>: the same work as a careful user of PyTorch writes it, on one thread a process.</summary>
/// <param name="python">The interpreter.</param>
/// <param name="hooks">How it catches error terms: <c>full</c> backward hooks on modules, or hooks on <c>tensor</c>s.</param>
sealed class Peer(string python, string hooks)
{
    /// <summary>Debian's own, which its packages belong to; else the first there is.</summary>
    internal static string DefaultPython { get; } = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>The two ways.</summary>
    internal static string[] Hooks { get; } = ["full", "tensor"];

    /// <summary>How it catches error terms.</summary>
    internal string Caught => hooks;

    /// <summary>Its versions, or what is missing and how to install it.</summary>
    internal async Task<(string? Versions, string? Missing)> Check(CancellationToken cancellation)
    {
        try
        {
            BufferedCommandResult result = await Start(["check"], cancellation);
            return result.IsSuccess ? (result.StandardOutput.Trim(), null) : (null, result.StandardError.Trim());
        }
        catch (Win32Exception)
        {
            return (null, $"{python} cannot be started. Name the interpreter that has PyTorch with --python.");
        }
    }

    /// <summary>Microseconds of a step, warm, without files; by these hooks instead of the chosen ones where they are named.</summary>
    internal async Task<double> Step(Loops.NetworkShape network, string optimizer, int steps, string? by, CancellationToken cancellation) =>
        double.Parse((await Ended(["steps", .. Sizes(network, optimizer, steps, by ?? hooks)], cancellation)).StandardOutput,
            CultureInfo.InvariantCulture);

    /// <summary>Seconds of a grid split over as many processes, from their start to the end of the last.</summary>
    internal async Task<double> Grid(Grid grid, string folder, int processes, CancellationToken cancellation)
    {
        string[] shared =
        [
            "grid", .. Sizes(grid.Network, grid.Optimizer, grid.Steps, hooks), "--seeds", Text(grid.Seeds),
            "--learning-rates", .. grid.LearningRates.Select(rate => rate.ToString(CultureInfo.InvariantCulture)),
            "--data", Path.Combine(BuiltProgram.Root, "data", "digits.csv.gz"), "--output", folder, "--parts", Text(processes),
            .. grid.IsEvaluated ? Array.Empty<string>() : ["--no-evaluation"],
        ];
        BufferedCommandResult[] parts = await Task.WhenAll(
            Enumerable.Range(0, processes).Select(part => Ended([.. shared, "--part", Text(part)], cancellation)));
        return (parts.Max(part => part.ExitTime) - parts.Min(part => part.StartTime)).TotalSeconds;
    }

    static string[] Sizes(Loops.NetworkShape network, string optimizer, int steps, string hooks) =>
    [
        "--depth", Text(network.Depth), "--width", Text(network.Width), "--batch", Text(network.Batch),
        "--steps", Text(steps), "--optimizer", optimizer, "--hooks", hooks,
    ];

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    async Task<BufferedCommandResult> Ended(string[] arguments, CancellationToken cancellation)
    {
        BufferedCommandResult result = await Start(arguments, cancellation);
        return result.IsSuccess ? result : throw new BenchmarkException(
            $"peer.py {string.Join(' ', arguments)} ended with exit code {result.ExitCode}:\n{result.StandardError}");
    }

    async Task<BufferedCommandResult> Start(string[] arguments, CancellationToken cancellation) =>
        await CliWrap.Cli.Wrap(python).WithArguments([Path.Combine(AppContext.BaseDirectory, "peer.py"), .. arguments])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellation);
}
