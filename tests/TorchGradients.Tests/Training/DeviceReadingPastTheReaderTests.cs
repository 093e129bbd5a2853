using System.Runtime.InteropServices;
using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Probes;
using TorchGradients.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>
/// That a step takes no number from its device but through the reader: on a device that has shapes and no numbers,
/// where whoever reads fails. Not all operators exist there: the step's parts are called one after the other,
/// without what freezes members (<c>where</c>) and without two of the measurements (<c>isnan</c>, <c>abs</c>).
/// </summary>
public sealed class DeviceReadingPastTheReaderTests
{
    const int Members = 2;

    static readonly IReadOnlySet<Measurement> s_measured =
        SomeEngine.Everything.Except([Measurement.GradientSignalToNoise, Measurement.Saturation]).ToHashSet();

    // Components whose operators that device lacks, and the first of them.
    static readonly Dictionary<string, string> s_lacking = new()
    {
        ["activation:relu"] = "relu",
        ["activation:prelu"] = "where.self",
        ["activation:elu"] = "where.self",
        ["activation:selu"] = "where.self",
        ["activation:softplus"] = "where.self",
        ["activation:softsign"] = "abs.out",
        ["activation:hard-tanh"] = "where.self",
        ["activation:hard-sigmoid"] = "where.self",
        ["normalization:batch-norm"] = "native_batch_norm",
    };

    [Theory, MemberData(nameof(DeviceReadingTests.EveryComponent), MemberType = typeof(DeviceReadingTests))]
    public void A_step_does_without_a_single_number_from_its_device(string family, string name)
    {
        using var scope = NewDisposeScope();
        if (s_lacking.TryGetValue($"{family}:{name}", out string? missing))
        {
            string message = Assert.Throws<ExternalException>(() => Step(family, name)).Message;
            Assert.StartsWith($"aten::{missing}: attempted to run this operator with Meta tensors", message, StringComparison.Ordinal);
            return;
        }

        (MeasurementBlock block, Tensor numbers) = Step(family, name);

        Assert.Equal((DeviceType.META, (long)block.Count), (numbers.device_type, numbers.numel()));
    }

    [Fact]
    public void Whoever_reads_that_device_fails()
    {
        using var scope = NewDisposeScope();
        Tensor number = ones([1], device: META);

        foreach (Action reading in new Action[] { () => number.cpu(), () => number.item<float>() })
        {
            Assert.StartsWith(
                "Cannot copy out of meta tensor; no data!", Assert.Throws<ExternalException>(reading).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>The first step of two members, as an engine makes it.</summary>
    static (MeasurementBlock Block, Tensor Numbers) Step(string family, string name)
    {
        (ModelConfig model, TrainingConfig training) = SomeEngine.With(family, name);
        using Network network = Network.Build(model, SomeEngine.Features, SomeEngine.Classes, [1, 2], ScalarType.Float32, META);
        using var update = new ParameterUpdate(network, [training, training]);
        using var frozen = new FrozenMembers(Members);
        (Tensor inputs, Tensor labels) = SomeEngine.BatchOf(Members);
        var measurer = new StepMeasurer(network, s_measured);

        NetworkTrace trace = network.Trace(inputs.to(float32).to(META), training: true, retainGradients: false);
        Tensor losses = TorchGradients.Training.Losses.Losses.All.Create(training.Loss).Apply(trace.Output, labels.to(META));
        BackwardPass pass = BackwardPass.From(losses, network, measurer.OnTheWay(trace));
        using var withoutGradients = no_grad();
        var block = new MeasurementBlock(losses, network.Layers.Count, frozen);
        measurer.MeasureGradients(block, trace, pass);
        block.Settle();
        Tensor[] before = [.. network.Layers.Select(layer => layer.EffectiveWeight().clone())];
        update.Apply(0, pass.Parameters, new CountingSender());
        measurer.MeasureUpdate(block, before);
        return (block, block.Numbers());
    }
}
