using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchGradients.Benchmarks.Processes;
using Xunit;

namespace TorchGradients.Tests.Benchmarks;

/// <summary>The memory that the benchmarks tell.</summary>
public sealed class PeakMemoryTests
{
    const int Bytes = 256 << 20;
    const int BytesOfPage = 4096;

    // The system counts pages in batches per processor.
    const int Inexact = 16 << 20;

    static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Memory_that_a_process_has_given_back_still_counts()
    {
        var ended = new TaskCompletionSource();
        long held = TakeAndGiveBack();

        Task<long> watched = PeakMemory.Until(Environment.ProcessId, ended.Task);
        ended.SetResult();
        long peak = await watched.WaitAsync(s_limit, TestContext.Current.CancellationToken);

        using var now = Process.GetCurrentProcess();
        Assert.True(held >= Bytes, $"Only {held} bytes were resident.");
        Assert.InRange(peak, held - Inexact, now.PeakWorkingSet64 + Inexact);
    }

    [Fact]
    public async Task Of_a_process_that_is_gone_nothing_is_known_and_nobody_waits()
    {
        const int nobody = int.MaxValue;   // beyond the largest that Linux gives

        Assert.Equal(0, PeakMemory.Of(nobody));
        Task<long> watched = PeakMemory.Until(nobody, Task.CompletedTask);
        Assert.Equal(0, await watched.WaitAsync(s_limit, TestContext.Current.CancellationToken));
    }

    // What is resident while it is held.
    static long TakeAndGiveBack()
    {
        nint memory = Marshal.AllocHGlobal(Bytes);
        try
        {
            for (int place = 0; place < Bytes; place += BytesOfPage) Marshal.WriteByte(memory, place, 1);
            using var now = Process.GetCurrentProcess();
            return now.WorkingSet64;
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }
}
