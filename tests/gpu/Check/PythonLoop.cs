using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TorchGradients.GpuCheck;

/// <summary>The same runs in Python: <c>loop.py</c> beside the program.</summary>
internal static class PythonLoop
{
    /// <summary>Trains them one after the other, a round each, after one that warms up.</summary>
    /// <param name="python">The interpreter whose PyTorch is used.</param>
    /// <param name="device"><c>cuda</c> or <c>cpu</c>.</param>
    /// <param name="shape">The network and its batches.</param>
    /// <param name="runs">How many at least.</param>
    /// <param name="least">How long at least.</param>
    /// <param name="limit">When the interpreter is ended, with all it does.</param>
    public static TimedRounds Time(
        string python, string device, BenchmarkShape shape, int runs, TimeSpan least, TimeSpan limit)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "loop.py");
        var start = new ProcessStartInfo(python,
        [
            script, "--device", device, .. shape.Arguments, "--least-runs", runs.ToString(CultureInfo.InvariantCulture),
            "--least-seconds", least.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As many threads as torch has here; left at its default OpenBLAS gets in torch's way.
        if (device == "cpu") start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            if (!Task.WaitAll([output, error, process.WaitForExitAsync()], limit))
            {
                process.Kill(entireProcessTree: true);
                return TimedRounds.Failed(FormattableString.Invariant($"It has not ended within {limit.TotalSeconds} s."));
            }

            if (process.ExitCode != 0) return TimedRounds.Failed(error.Result.Trim().Split('\n')[^1]);
            Answer answer = JsonSerializer.Deserialize<Answer>(output.Result.Trim().Split('\n')[^1], JsonSerializerOptions.Web)!;
            return new TimedRounds(answer.Runs, answer.Seconds, At(answer.Begin), At(answer.End), Failure: null);
        }
        catch (Exception exception) when (exception is Win32Exception or JsonException)
        {
            return TimedRounds.Failed(exception.Message);
        }
    }

    static DateTimeOffset At(double secondsOfUnix) => DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(secondsOfUnix);

    /// <summary>What <c>loop.py</c> prints: the timed runs, and their begin and end in seconds since 1970.</summary>
    sealed record Answer
    {
        public required int Runs { get; init; }

        public required double Seconds { get; init; }

        public required double Begin { get; init; }

        public required double End { get; init; }
    }
}
