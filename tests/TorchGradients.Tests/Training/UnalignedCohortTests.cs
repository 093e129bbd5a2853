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
        double tolerance = precision == "float64" ? 1e-9 : 1e-4;
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
                double[][] apart = Apart(alone[place], together[place]);
                double[][] allowed = [.. apart.Select(step => step.Select(_ => tolerance).ToArray())];
                if (precision == "float32" && apart.Any(step => step.Any(distance => !(distance <= tolerance)))) Widen(allowed, place);
                foreach ((int step, double[] distances) in apart.Index())
                {
                    Assert.All(distances.Index(), number => Assert.True(number.Item <= allowed[step][number.Index],
                        $"{where}: step {step}: {number.Item:G3} apart, {allowed[step][number.Index]:G3} allowed"));
                }
            }
        }

        // Some float32 runs amplify any rounding (rms norm of tiny activations), and some numbers are small differences of
        // rounded ones (updates far below their weights). Two such runs may be as far apart as either can be from the same run
        // in double precision: twice its distance up to that step, number by number.
        void Widen(double[][] allowed, int place)
        {
            MemberTracks exact = MemberTracks.Train(
                some with { Precision = "float64" }, [place], [.. batches.Select(batch => (batch.Inputs.to(float64), batch.Labels))], Measured)[0];
            var largest = new Dictionary<(int, int), double>();
            foreach ((int step, double[] distances) in Apart(exact, alone[place]).Index())
            {
                for (int i = 0; i < distances.Length; i++)
                {
                    var number = (distances.Length, i);
                    largest[number] = Math.Max(largest.GetValueOrDefault(number), distances[i]);
                    allowed[step][i] = Math.Max(tolerance, 2 * largest[number]);
                }
            }
        }
    }

    static IReadOnlySet<Measurement> Measured(int step) => step % 6 == 1 ? s_smooth : SomeEngine.Nothing;

    /// <summary>Relative differences: of each step's numbers, and of the evaluation's; NaN where one is NaN alone.</summary>
    static double[][] Apart(MemberTracks expected, MemberTracks actual) => [.. expected.Numbers.Zip(actual.Numbers, (one, other) =>
    {
        Assert.Equal(one.Length, other.Length);
        return one.Zip(other, (a, b) => a.Equals(b) ? 0 : Math.Abs(a - b) / Math.Abs(a)).ToArray();
    })];
}
