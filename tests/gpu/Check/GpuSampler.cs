using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace TorchGradients.GpuCheck;

/// <summary>The share of the time in which the GPU executes anything, sampled by <c>nvidia-smi</c> while something runs.</summary>
/// <remarks>Source: nvidia-smi, <c>utilization.gpu</c>: percent of the last sample period in which a kernel was executing.</remarks>
internal sealed class GpuSampler : IDisposable
{
    const string Program = "nvidia-smi";
    const int MillisecondsBetween = 200;

    readonly Process? _sampling;
    readonly List<double> _samples = [];

    GpuSampler(Process? sampling)
    {
        _sampling = sampling;
        if (sampling is null) return;
        sampling.OutputDataReceived += (_, line) => Add(line.Data);
        sampling.BeginOutputReadLine();
    }

    /// <summary>Begins to sample; where there is no <c>nvidia-smi</c>, there are no samples.</summary>
    /// <param name="device">The device that is timed; on the processor there are none either.</param>
    public static GpuSampler Begin(string device)
    {
        if (device == "cpu") return new GpuSampler(null);

        // nvidia-smi numbers all GPUs of the machine; libtorch's first is the first of those that it may see.
        string first = Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES")?.Split(',')[0] is { Length: > 0 } visible ? visible : "0";
        try
        {
            return new GpuSampler(Process.Start(new ProcessStartInfo(Program,
            [
                $"--id={first}", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits",
                FormattableString.Invariant($"--loop-ms={MillisecondsBetween}"),
            ])
            { RedirectStandardOutput = true }));
        }
        catch (Win32Exception)
        {
            return new GpuSampler(null);
        }
    }

    /// <summary>The mean over the samples so far, in [0, 1]; null where there is none.</summary>
    public double? Mean
    {
        get
        {
            lock (_samples) return _samples.Count == 0 ? null : _samples.Average() / 100;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sampling?.Kill();
        _sampling?.Dispose();
    }

    void Add(string? line)
    {
        if (!double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double percent)) return;
        lock (_samples) _samples.Add(percent);
    }
}
