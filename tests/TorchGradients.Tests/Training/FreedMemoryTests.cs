using System.Globalization;
using TorchGradients.Training;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Training;

/// <summary>Held against the kernel's own count of pages that it had to hand out.</summary>
public sealed class FreedMemoryTests
{
    const int Rounds = 200;
    const long Entries = 2 << 20;   // 8 MiB of float32: more than glibc keeps by itself at the end of its heap
    const long BytesOfPage = 4096;

    [Fact]
    public void What_a_step_frees_is_there_for_the_next_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere nothing is promised");
        long faults = 0;
        var thread = new Thread(() =>
        {
            FreedMemory.Keep();
            MakeAndFree();
            long before = FaultsOfThisThread();
            for (int round = 0; round < Rounds; round++) MakeAndFree();
            faults = FaultsOfThisThread() - before;
        });
        thread.Start();
        thread.Join();

        // Handed back each time, every page of every round would be counted: 409,600. Where other tests share the heap, some
        // rounds find their place taken and go to new pages.
        long pages = Rounds * Entries * sizeof(float) / BytesOfPage;
        Assert.InRange(faults, 0, pages / 2);
    }

    [Fact]
    public void The_allocator_of_linux_takes_it_and_others_are_left_alone() =>
        Assert.Equal(OperatingSystem.IsLinux(), FreedMemory.Keep());

    static void MakeAndFree() => torch.ones([Entries], torch.float32).Dispose();

    /// <summary>Minor faults: the tenth field, the eighth behind the name in brackets. Source: proc(5).</summary>
    static long FaultsOfThisThread() => long.Parse(
        File.ReadAllText("/proc/thread-self/stat").Split(") ")[^1].Split(' ')[7], CultureInfo.InvariantCulture);
}
