using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace TorchGradients.GpuCheck;

/// <summary>The same runs in Python: <c>loop.py</c> beside the program.</summary>
internal static class PythonLoop
{
    /// <summary>Runs them one after the other.</summary>
    /// <param name="python">The interpreter whose PyTorch is used.</param>
    /// <param name="device"><c>cuda</c> or <c>cpu</c>.</param>
    /// <param name="shape">The network and its batches.</param>
    /// <param name="runs">How many.</param>
    /// <returns>Seconds of all runs, or why there is none.</returns>
    public static (double? Seconds, string? Reason) Time(string python, string device, BenchmarkShape shape, int runs)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "loop.py");
        var start = new ProcessStartInfo(python, [script, "--device", device, .. shape.Arguments, "--runs", $"{runs}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As many threads as torch has here; left at its default OpenBLAS gets in torch's way.
        if (device == "cpu") start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) return (null, error.Result.Trim().Split('\n')[^1]);
            using var answer = JsonDocument.Parse(output.Trim().Split('\n')[^1]);
            return (answer.RootElement.GetProperty("seconds").GetDouble(), null);
        }
        catch (Exception exception) when (exception is Win32Exception or JsonException)
        {
            return (null, exception.Message);
        }
    }
}
