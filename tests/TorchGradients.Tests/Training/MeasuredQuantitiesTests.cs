using TorchGradients.Probes;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

public sealed class MeasuredQuantitiesTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("batch-norm")]
    [InlineData("weight-norm")]
    public void Every_measurement_equals_a_slow_and_independent_one_for_each_of_three_members(string normalization)
    {
        using var scope = NewDisposeScope();
        var model = SomeEngine.Model with { Normalization = new(normalization) };
        using var engine = SomeEngine.Of(model, seeds: [1, 2, 3]);
        var (inputs, labels) = SomeEngine.BatchOf(members: 3);
        var references = Enumerable.Range(0, 3)
            .Select(member => new SlowReference(engine.Network, member, inputs, labels, z => z.tanh())).ToArray();
        var before = engine.Network.Layers.Select(layer => layer.EffectiveWeight().detach().clone()).ToArray();

        var result = engine.Step(inputs, labels, 0, SomeEngine.Everything);

        for (int member = 0; member < 3; member++)
        {
            var reference = references[member];
            var measured = result.Measured[member];
            Assert.Equal(reference.Loss, result.Losses[member], 1e-13);
            Close(reference.DeltaNorms, measured[Measurement.DeltaNorm]);
            Close(reference.ActivationGradientNorms, measured[Measurement.ActivationGradientNorm]);
            Close(reference.WeightGradientNorms, measured[Measurement.WeightGradientNorm]);
            Close(reference.BiasGradientNorms, measured[Measurement.BiasGradientNorm]);
            Close(reference.WeightNorms, measured[Measurement.WeightNorm]);
            Close(reference.Means, measured[Measurement.ActivationMean]);
            Close(reference.Deviations, measured[Measurement.ActivationStandardDeviation]);
            Close(reference.Saturations(1), measured[Measurement.Saturation]);
            Close(reference.SignalToNoise(normalization == "batch-norm"), measured[Measurement.GradientSignalToNoise]);
            Close([.. engine.Network.Layers.Select((layer, i) => (double?)Distance(
                layer.EffectiveWeight()[member], before[i][member]))], measured[Measurement.UpdateNorm]);
        }
    }

    [Fact]
    public void Dead_units_and_zero_gradients_are_counted_exactly()
    {
        using var scope = NewDisposeScope();
        using var engine = SomeEngine.Of(SomeEngine.Model with { Activation = new("relu"), Depth = 1, Width = 4 });
        using (no_grad())
        {
            engine.Network.Layers[0].Bias!.copy_(tensor(new[] { -1e3, -1e3, 1e3, 0.1 }).view(1, 1, 4));
        }

        var (inputs, labels) = SomeEngine.BatchOf();
        var z = inputs[0].matmul(engine.Network.Layers[0].Weight[0]) + engine.Network.Layers[0].Bias![0];
        double[] entries = z.detach().contiguous().data<double>().ToArray();

        var measured = engine.Step(inputs, labels, 0, SomeEngine.Everything).Measured[0];

        Assert.Equal(0.5, measured[Measurement.DeadUnits][0]);
        double zeros = entries.Count(value => value <= 0) / (double)entries.Length;
        Assert.Equal(zeros, measured[Measurement.ZeroGradient][0]);
        Assert.Equal(measured[Measurement.ZeroGradient][0], measured[Measurement.Saturation][0]);
        Assert.Equal([0], measured[Measurement.DeadUnits].Skip(1));
    }

    [Fact]
    public void Weights_whose_gradient_is_the_same_for_every_sample_have_no_signal_to_noise()
    {
        using var scope = NewDisposeScope();
        using var engine = SomeEngine.Of();
        var (inputs, labels) = SomeEngine.BatchOf();
        var same = inputs.narrow(1, 0, 1).expand(1, SomeEngine.Batch, SomeEngine.Features).contiguous();

        var measured = engine.Step(same, zeros_like(labels), 0, SomeEngine.Everything).Measured[0];

        Assert.All(measured[Measurement.GradientSignalToNoise], value => Assert.Null(value));
    }

    [Fact]
    public void The_learned_slope_of_prelu_decides_what_is_saturated()
    {
        using var scope = NewDisposeScope();
        using var engine = SomeEngine.Of(SomeEngine.Model with { Activation = new("prelu") });
        using (no_grad())
        {
            engine.Network.Layers[0].ActivationParameter!.fill_(0.04);
            engine.Network.Layers[1].ActivationParameter!.fill_(30);   // the slope 1 is now below 5 % of the largest
        }

        var (inputs, labels) = SomeEngine.BatchOf();
        var trace = engine.Network.Trace(inputs, training: true, retainGradients: false);
        double negative = trace.Layers[0].PreActivation.lt(0).to(float64).mean().item<double>();
        double positive = trace.Layers[1].PreActivation.gt(0).to(float64).mean().item<double>();

        var measured = engine.Step(inputs, labels, 0, SomeEngine.Everything).Measured[0];

        Assert.Equal(negative, measured[Measurement.Saturation][0]);
        Assert.Equal(positive, measured[Measurement.Saturation][1]);
    }

    static double Distance(Tensor x, Tensor y) => (x - y).square().sum().sqrt().item<double>();

    static void Close(IReadOnlyList<double?> expected, IReadOnlyList<double?> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i] is null, actual[i] is null);
            if (expected[i] is { } value) Assert.Equal(value, actual[i]!.Value, 1e-9 * Math.Max(1, Math.Abs(value)));
        }
    }
}
