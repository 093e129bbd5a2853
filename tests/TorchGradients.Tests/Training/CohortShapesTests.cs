using CsCheck;
using TorchGradients.Configuration;
using TorchGradients.Engines;
using TorchGradients.Models.Normalizations;
using TorchGradients.Probes;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>
/// Of whatever shape a network is: where slabs of activations and of weights are multiples of 64 bytes, every bit of a member
/// is that of the run alone.
/// </summary>
public sealed class CohortShapesTests
{
    const int Sixteen = 16;
    const int Groups = 8;

    [Fact]
    public void Any_network_with_an_aligned_batch_has_the_bits_of_the_run_alone() =>
        Gen.Select(Gen.Int[0, SomeCohort.Cases - 1], Gen.Int[1, 18], Gen.Int[1, 18], Gen.Int[1, 6], Gen.Int[1, 4]).Sample(
            (number, fours, inputs, sixteens, depth) =>
            {
                // 4 classes, so that products of two of these are multiples of 16 numbers.
                int width = 4 * fours, features = 4 * inputs;
                using var scope = NewDisposeScope();
                bool isGrouped = Normalizations.All.Components[number % Normalizations.All.Components.Count].Name == "group-norm";
                var some = new SomeCohort(number, "float32", depth, isGrouped ? (width + Groups - 1) / Groups * Groups : width, features,
                    Batch: Sixteen * sixteens, Steps: 3);
                var batches = some.Batches();
                Assert.True(MemberAlignment.Holds(some.Member(0) with { Data = Rows(some.Batch) }, features, SomeCohort.Classes));

                // The second and the last of three: before and behind others.
                MemberTracks[] together = MemberTracks.Train(some, [4, 9, 2], batches, Measured);
                foreach ((int place, int member) in new[] { (1, 9), (2, 2) })
                {
                    MemberTracks alone = MemberTracks.Train(some, [member], batches, Measured)[0];
                    MemberTracks.AssertSameBits(alone, together[place], $"{some}, place {place}");
                }
            }, iter: 60);

    static ComponentConfig Rows(int batch) => SomeEngine.Component("gaussian-noise", $$"""{"batchSize":{{batch}}}""");

    // The first step measures updates too, so that also a member which diverges there has the optimizer's state.
    static IReadOnlySet<Measurement> Measured(int step) => step > 0 ? MemberTracks.Norms : MemberTracks.Most;
}
