using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace TorchGradients.GpuCheck;

/// <summary>The share of the time in which the GPU executes anything, sampled by <c>nvidia-smi</c> while something runs.</summary>
/// <remarks>
/// Source: nvidia-smi, <c>utilization.gpu</c>: percent of the past sample period in which a kernel was executing;
/// the period is between 1/6 s and 1 s, depending on the product.
/// </remarks>
internal sealed class GpuSampler : IDisposable
{
    const string Program = "nvidia-smi";
    const int MillisecondsBetween = 200;

    static readonly TimeSpan s_longestPeriod = TimeSpan.FromSeconds(1);

    readonly TimeProvider _clock;
    readonly Process? _sampling;
    readonly List<(DateTimeOffset At, double Percent)> _samples = [];

    /// <summary>Keeps what a process prints.</summary>
    /// <param name="sampling">The process, its output redirected; null: nothing samples.</param>
    /// <param name="clock">Tells when a sample came.</param>
    internal GpuSampler(Process? sampling, TimeProvider clock)
    {
        (_sampling, _clock) = (sampling, clock);
        if (sampling is null) return;
        sampling.OutputDataReceived += (_, line) => Add(line.Data);
        sampling.BeginOutputReadLine();
    }

    /// <summary>Begins to sample; where there is no <c>nvidia-smi</c>, there are no samples.</summary>
    /// <param name="device">The device that is timed; on the processor there are none either.</param>
    /// <param name="clock">Tells when a sample came.</param>
    public static GpuSampler Begin(string device, TimeProvider clock)
    {
        if (device == "cpu") return new GpuSampler(null, clock);

        // nvidia-smi numbers all GPUs of the machine; libtorch's first is the first of those that it may see.
        string first = Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES")?.Split(',')[0] is { Length: > 0 } visible ? visible : "0";
        try
        {
            return new GpuSampler(
                Process.Start(new ProcessStartInfo(Program,
                [
                    $"--id={first}", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits",
                    FormattableString.Invariant($"--loop-ms={MillisecondsBetween}"),
                ])
                { RedirectStandardOutput = true }),
                clock);
        }
        catch (Win32Exception)
        {
            return new GpuSampler(null, clock);
        }
    }

    /// <summary>
    /// The mean over the samples that tell of nothing but a span, in [0, 1]; null where there is none.
    /// </summary>
    /// <param name="begin">The span's begin: a sample of its first second may tell of what was before.</param>
    /// <param name="end">The span's end.</param>
    public double? Share(DateTimeOffset begin, DateTimeOffset end)
    {
        lock (_samples)
        {
            double[] within =
                [.. _samples.Where(sample => sample.At - s_longestPeriod >= begin && sample.At <= end).Select(sample => sample.Percent)];
            return within.Length == 0 ? null : within.Average() / 100;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sampling?.Kill();
        _sampling?.Dispose();
    }

    /// <summary>Takes in a line that was printed now; one that is no number tells nothing.</summary>
    internal void Add(string? line)
    {
        if (!double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double percent)) return;
        lock (_samples) _samples.Add((_clock.GetUtcNow(), percent));
    }
}
