using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Models;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Tests.Training;
using TorchGradients.Theory;
using TorchGradients.Training;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>Scatter and typical value of the decay factor against 200 networks of 64 units and 8 layers, one sample each.</summary>
public sealed class FiniteWidthTests
{
    const int Width = 64;
    const int Depth = 8;
    const int Networks = 200;

    [Theory]
    [InlineData("relu", "he-normal")]
    [InlineData("tanh", "he-normal")]
    [InlineData("gelu", "he-normal")]
    [InlineData("sigmoid", "xavier-normal")]
    [InlineData("tanh", "orthogonal")]
    [InlineData("relu", "lecun-normal", "layer-norm")]
    [InlineData("gelu", "he-normal", "rms-norm")]
    [InlineData("tanh", "lsuv")]
    public void Networks_scatter_as_predicted(string activation, string initialization, string normalization = "none")
    {
        var model = new ModelConfig
        {
            Depth = Depth,
            Width = Width,
            Activation = new(activation),
            Initialization = new(initialization),
            Normalization = new(normalization),
        };
        (double[] logarithms, NetworkSettings settings, InputMoments inputs) = Measure(model);
        IReadOnlyList<LayerPrediction> layers = MeanField.Predict(settings, inputs)!;
        FiniteWidth predicted = FiniteWidth.Of(layers)!;
        double wide = Math.Log(DecayFactor.From([.. layers.Select(layer => (double?)layer.Delta)])!.FactorPerLayer!.Value);

        double mean = logarithms.Average() - wide;
        double deviation = Math.Sqrt(logarithms.Sum(value => (value - mean - wide) * (value - mean - wide)) / (Networks - 1));

        // What 200 networks tell a deviation to, with their own fourth moment m: √((m / s⁴ − 1) / 4N); and the next order in 1 / n:
        // a layer's ln(1 + x), x of variance v, varies by v + 5 v² / 2 where x is normal.
        double fourth = logarithms.Average(value => Math.Pow(value - mean - wide, 4)) / Math.Pow(deviation, 4);
        double sampling = Math.Sqrt((fourth - 1) / (4 * Networks));
        double nextOrder = 2.5 * layers.Max(layer => layer.Fluctuation?.Backward ?? 0);
        Assert.InRange(deviation / predicted.Deviation, 1 - 3 * sampling - nextOrder, 1 + 3 * sampling + nextOrder);

        // The shift is an upper bound there, and elsewhere right to the noise of 200 networks.
        double typical = Math.Log(predicted.TypicalFactor);
        double noise = 3 * deviation / Math.Sqrt(Networks) + 1.0 / Networks;
        Assert.InRange(mean, Math.Min(0, typical) - noise, Math.Max(0, typical) + noise);
    }

    static (double[] Logarithms, NetworkSettings Settings, InputMoments Inputs) Measure(ModelConfig model)
    {
        using var scope = torch.NewDisposeScope();
        using var data = PreparedData.Prepare(
            new("gaussian-noise", new() { ["samples"] = 2, ["features"] = Width, ["batchSize"] = 1 }), torch.float64, torch.CPU);
        torch.Tensor row = data.TrainInputs.narrow(0, 0, 1);   // [1, features]
        using var engine = new TorchEngine(
            Network.Build(model, Width, data.Classes, [.. Enumerable.Range(1, Networks).Select(seed => (long)seed)], torch.float64, torch.CPU),
            SomeEngine.Training);
        IReadOnlyList<Measurements> measured = engine.Step(
            row.unsqueeze(0).expand(Networks, -1, -1), data.TrainLabels.narrow(0, 0, 1).unsqueeze(0).expand(Networks, -1), 0,
            new HashSet<Measurement> { Measurement.DeltaNorm }).Measured;
        return (
            [.. measured.Select(member => Math.Log(DecayFactor.From(member[Measurement.DeltaNorm])!.FactorPerLayer!.Value))],
            NetworkSettings.Of(model, Width, data.Classes, SomeEngine.Training.Loss),
            InputMoments.Of([row.square().mean().item<double>()], 1));
    }
}
