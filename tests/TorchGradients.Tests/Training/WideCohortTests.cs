using TorchGradients.Probes;
using TorchGradients.Training;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>
/// Cohorts as large as those of real grids (64 units, 64 rows, 784 inputs) go other ways than small ones, and other ways
/// than the run alone: every bit is the same all the same.
/// </summary>
public sealed class WideCohortTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, SomeCohort.Cases)];

    [Fact]
    public void A_run_alone_and_its_cohort_go_other_ways()
    {
        SomeCohort wide = Wide(0, "float32");

        // An update goes through all parameters at once where they are few, and through each by itself where they are many.
        Assert.Equal([1, 1, 8, 8], SomeCohort.Sizes.Select(size => SegmentsOf(wide, size)));
        Assert.Equal([1, 1, 1, 1], SomeCohort.Sizes.Select(size => SegmentsOf(new SomeCohort(0, "float32"), size)));

        // Norms: deltas and square weights are stacked for the run alone and taken one by one for 32; blocks are whole.
        Assert.InRange(StackedNorms.LargestStacked, wide.Width * wide.Batch, SomeCohort.Largest * wide.Width * wide.Batch - 1);
        Assert.True(wide.Features * wide.Width > StackedNorms.LongestBlock);
        Assert.True(wide.Width * wide.Width > StackedNorms.LongestBlock);
    }

    [Theory, MemberData(nameof(Cases))]
    public void At_every_place_every_bit_is_that_of_the_run_alone(int number)
    {
        using var scope = NewDisposeScope();
        // Every component in either precision would take twice as long; kernels of float64 differ in the vectors' length only.
        SomeCohort some = Wide(number, number % 4 == 3 ? "float64" : "float32");
        var batches = some.Batches();
        MemberTracks[] alone = MemberTracks.Alone(some, batches, Measured);

        foreach (int size in SomeCohort.Sizes)
        {
            MemberTracks[] together = MemberTracks.Train(some, [.. Enumerable.Range(0, size)], batches, Measured);
            for (int place = 0; place < size; place++)
            {
                MemberTracks.AssertSameBits(alone[place], together[place], $"place {place} of {size}");
            }
        }

        // One case sees the Jacobian, which would take most of the time.
        IReadOnlySet<Measurement> Measured(int step) =>
            step > 0 ? MemberTracks.Norms : number == 1 ? SomeEngine.Everything : MemberTracks.Most;
    }

    [Theory, MemberData(nameof(Cases))]
    public void Four_of_256_units_and_128_rows_have_every_bit_of_the_run_alone(int number)
    {
        using var scope = NewDisposeScope();
        SomeCohort some = Wide(number, "float32") with { Width = 256, Features = 64, Batch = 128, Steps = 2 };
        var batches = some.Batches();
        MemberTracks[] alone = [.. Enumerable.Range(0, 4).Select(i => MemberTracks.Train(some, [i], batches, Measured)[0])];

        MemberTracks[] together = MemberTracks.Train(some, [0, 1, 2, 3], batches, Measured);

        for (int place = 0; place < together.Length; place++)
        {
            MemberTracks.AssertSameBits(alone[place], together[place], $"place {place} of {together.Length}");
        }

        static IReadOnlySet<Measurement> Measured(int step) => step > 0 ? MemberTracks.Norms : MemberTracks.Most;
    }

    static SomeCohort Wide(int number, string precision) =>
        new(number, precision, Depth: 3, Width: 64, Features: 784, Batch: 64, Steps: 3);

    static int SegmentsOf(SomeCohort some, int members)
    {
        using var scope = NewDisposeScope();
        using var engine = (TorchEngine)some.Engine([.. Enumerable.Range(0, members)]);
        return engine.Network.Store.Segments.Count;
    }
}
