using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Models;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Training;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Training;

/// <summary>The instrument against what theory says of wide networks at initialization.</summary>
public sealed class KnownDecayTests
{
    const int Width = 512;

    // Sigmoid: √χ, χ = E[φ′(√q z)²] at the fixed point of q = E[φ(√q z)²], weights of variance 1 / n, no biases.
    // ReLU with variance 2 / n: 1. Batch norm before ReLU: √(π / (π − 1)).
    [Theory]
    [InlineData("sigmoid", "xavier-normal", "none", 0.2356)]
    [InlineData("relu", "he-normal", "none", 1.0)]
    [InlineData("relu", "he-normal", "batch-norm", 1.2112)]
    public void Twenty_wide_layers_show_the_decay_that_theory_predicts(string activation, string initialization, string normalization, double expected)
    {
        using var scope = torch.NewDisposeScope();
        var model = new ModelConfig
        {
            Depth = 20,
            Width = Width,
            Activation = new(activation),
            Initialization = new(initialization),
            Normalization = new(normalization),
        };
        using var data = PreparedData.Prepare(
            new("gaussian-noise", new() { ["samples"] = 256, ["features"] = Width, ["batchSize"] = 256 }), torch.float32, torch.CPU);
        using var engine = new TorchEngine(
            Network.Build(model, Width, data.Classes, [1, 2, 3], torch.float32, torch.CPU), SomeEngine.Training);

        IReadOnlyList<Measurements> measured = engine.Step(
            data.TrainInputs.unsqueeze(0).expand(3, -1, -1), data.TrainLabels.unsqueeze(0).expand(3, -1), 0,
            new HashSet<Measurement> { Measurement.DeltaNorm }).Measured;

        double mean = measured.Average(member => DecayFactor.From(member[Measurement.DeltaNorm])!.FactorPerLayer!.Value);
        Assert.Equal(1, mean / expected, 0.015);   // finite width: a seed alone strays by about 0.5 %
    }
}
