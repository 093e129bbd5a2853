using System.Diagnostics;

namespace TorchGradients.Benchmarks.Processes;

/// <summary>
/// The most memory that a process had resident, in bytes, as the system keeps it: 0 where it keeps nothing of the kind.
/// </summary>
static class PeakMemory
{
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Looked at every few milliseconds, as nobody can look afterwards: growth in the last of them is not seen.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="ended">Is done when it has ended.</param>
    internal static async Task<long> Until(int processId, Task ended)
    {
        long peak = 0;
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, Of(processId));
            await Task.WhenAny(ended, Task.Delay(s_pause));
        }

        return peak;
    }

    /// <summary>Up to now; 0 of a process that is gone.</summary>
    internal static long Of(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.PeakWorkingSet64;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return 0;
        }
    }
}
