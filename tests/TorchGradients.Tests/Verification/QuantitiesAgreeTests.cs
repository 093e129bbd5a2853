using TorchGradients.Configuration;
using TorchGradients.HandRolled;
using TorchGradients.Probes;
using TorchGradients.Training;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Verification;

public sealed class QuantitiesAgreeTests
{
    static readonly IReadOnlySet<Measurement> s_everything = Enum.GetValues<Measurement>().ToHashSet();

    public static MatrixTheoryData<string, string, string> Networks => new(
        ["sigmoid", "relu", "prelu"], ["none", "batch-norm"], ["pre-activation", "post-activation"]);

    [Theory, MemberData(nameof(Networks))]
    public void Every_quantity_is_the_same_number_in_both_engines(string activation, string normalization, string position)
    {
        using var scope = NewDisposeScope();
        RunConfig config = SomePair.Config with
        {
            Model = SomePair.Config.Model with
            {
                Activation = new(activation),
                Normalization = normalization == "none" ? new("none") : SomePair.Component(normalization, $$"""{"position":"{{position}}"}"""),
                BiasInitialization = new("normal"),
            },
        };
        using TorchEngine torch = SomePair.Torch(config);
        using HandRolledEngine handRolled = SomePair.HandRolled(config);
        for (int step = 0; step < 3; step++)
        {
            var (inputs, labels) = SomePair.BatchOf(step);
            StepResult expected = handRolled.Step(inputs, labels, step, s_everything);
            StepResult actual = torch.Step(inputs, labels, step, s_everything);

            Assert.Equal(expected.Losses[0], actual.Losses[0], 1e-12);
            foreach (Quantity quantity in Quantities.All.Components.Select(component => Quantities.All.Create(component.Name)))
            {
                if (quantity.IsScalar) continue;
                IReadOnlyList<double?> ofTorch = quantity.Combine(actual.Measured[0]);
                IReadOnlyList<double?> ofHandRolled = quantity.Combine(expected.Measured[0]);
                Assert.True(ofTorch.Zip(ofHandRolled).All(pair => AreClose(pair.First, pair.Second)),
                    $"{quantity.Name} at step {step}: {string.Join(' ', ofTorch)} against {string.Join(' ', ofHandRolled)}");
            }
        }
    }

    [Fact]
    public void Norms_of_60_sigmoid_layers_in_float32_are_those_of_the_hand_rolled_engine()
    {
        using var scope = NewDisposeScope();
        RunConfig config = SomePair.Config with
        {
            Model = SomePair.Config.Model with { Depth = 60, Width = 32, Activation = new("sigmoid"), Initialization = new("he-normal") },
        };
        using TorchEngine torch = SomePair.Torch(config, ScalarType.Float32);
        using HandRolledEngine handRolled = SomePair.HandRolled(config);
        var (inputs, labels) = SomePair.BatchOf(0, ScalarType.Float32);
        HashSet<Measurement> norms = [Measurement.DeltaNorm, Measurement.ActivationGradientNorm, Measurement.WeightGradientNorm, Measurement.BiasGradientNorm];

        Measurements expected = handRolled.Step(inputs, labels, 0, norms).Measured[0];
        Measurements actual = torch.Step(inputs, labels, 0, norms).Measured[0];

        Assert.InRange(expected[Measurement.DeltaNorm][0]!.Value, 1e-36, 1e-26);
        foreach (Measurement norm in norms)
        {
            // Rounding of 60 layers of float32 products; a norm that lost its small entries would be off by far more.
            Assert.All(actual[norm].Zip(expected[norm]), pair => Assert.Equal(1, pair.First!.Value / pair.Second!.Value, 1e-4));
        }
    }

    // Without copying the state, differences of 1e-16 may have grown in three steps.
    static bool AreClose(double? x, double? y) => x is null || y is null
        ? x is null && y is null
        : Math.Abs(x.Value - y.Value) <= 1e-11 * Math.Max(1e-3, Math.Abs(y.Value));
}
