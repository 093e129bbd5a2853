using TorchGradients.Probes;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>
/// Where a member's slab of activations is no multiple of 64 bytes (24 units and 11 inputs by 7 rows), kernels round some
/// numbers differently for a run alone: its numbers are nearly the same, at every place and with every component.
/// </summary>
public sealed class UnalignedCohortTests
{
    // Roundings of every operator in 20 steps, against one of the inputs.
    const double RoundingsOfAll = 20;

    /// <summary>What changes little where its arguments do; counts of units jump.</summary>
    static readonly HashSet<Measurement> s_smooth =
    [
        .. MemberTracks.Norms, Measurement.ActivationGradientNorm, Measurement.BiasGradientNorm,
        Measurement.ActivationStandardDeviation, Measurement.UpdateNorm,
    ];

    public static TheoryData<int, string> Everywhere => CohortTests.Everywhere;

    [Theory, MemberData(nameof(Everywhere))]
    public void First_weights_are_the_same_to_the_last_bit_and_later_numbers_nearly(int number, string precision)
    {
        using var scope = NewDisposeScope();
        var some = new SomeCohort(number, precision, Depth: 5, Width: 24, Features: 11, Batch: 7);
        var batches = some.Batches();
        MemberTracks[] alone = MemberTracks.Alone(some, batches, Measured);

        foreach (int size in SomeCohort.Sizes)
        {
            MemberTracks[] together = MemberTracks.Train(some, [.. Enumerable.Range(0, size)], batches, Measured);
            for (int place = 0; place < size; place++)
            {
                string where = $"place {place} of {size}";
                MemberTracks.AssertSameBits(alone[place].First, together[place].First, $"{where}: first weights");
                double[] apart = Apart(alone[place], together[place]);
                double[] tolerances = precision == "float64" ? [.. apart.Select(_ => 1e-9)] : [.. apart.Select(_ => 1e-4)];
                if (precision == "float32" && apart.Any(distance => !(distance <= 1e-4))) tolerances = Widened(place);
                Assert.All(apart.Index(), step => Assert.True(step.Item <= tolerances[step.Index],
                    $"{where}: step {step.Index}: {step.Item:G3} apart, {tolerances[step.Index]:G3} allowed"));
            }
        }

        // Some float32 runs amplify any rounding (rms norm of tiny activations, updates far below their weights): what the
        // run alone makes of inputs rounded at the last place says by how much.
        double[] Widened(int place)
        {
            MemberTracks nudged = MemberTracks.Train(some, [place], [.. batches.Select(batch => (Nudged(batch.Inputs), batch.Labels))], Measured)[0];
            double largest = 0;
            return [.. Apart(alone[place], nudged).Select(distance =>
            {
                largest = Math.Max(largest, distance);
                return Math.Max(1e-4, RoundingsOfAll * largest);
            })];
        }
    }

    static IReadOnlySet<Measurement> Measured(int step) => step % 6 == 1 ? s_smooth : SomeEngine.Nothing;

    /// <summary>Every other number one unit in the last place of float32 further from 0.</summary>
    static Tensor Nudged(Tensor inputs)
    {
        Tensor every = arange(inputs.numel(), dtype: float32).remainder(2).view(inputs.shape);
        return inputs * (1 + every * Math.Pow(2, -23));
    }

    /// <summary>The largest relative difference of a step's numbers, for each step and the evaluation; NaN where one is NaN alone.</summary>
    static double[] Apart(MemberTracks expected, MemberTracks actual) => [.. expected.Numbers.Zip(actual.Numbers, (one, other) =>
    {
        Assert.Equal(one.Length, other.Length);
        return one.Zip(other, (a, b) => a.Equals(b) ? 0 : Math.Abs(a - b) / Math.Abs(a)).Max();
    })];
}
