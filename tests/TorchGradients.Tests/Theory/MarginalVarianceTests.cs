using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Execution;
using TorchGradients.Models;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Tests.Training;
using TorchGradients.Theory;
using TorchGradients.Training;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Theory;

public sealed class MarginalVarianceTests(ITestOutputHelper output)
{
    const int Depth = 20;
    public static TheoryData<string> Marginal { get; } = ["gelu", "silu", "mish", "softplus", "tanh", "relu"];

    [Theory(Explicit = true), MemberData(nameof(Marginal))]
    public void Explore(string activation)
    {
        foreach (int width in new[] { 128, 256, 512 })
        {
            var ratios = new List<double>();
            var own = new List<double>();
            double predicted = 0;
            FiniteWidth finite = null!;
            for (int first = 1; first <= 12; first += 4)
            {
                using var scope = torch.NewDisposeScope();
                var model = new ModelConfig { Depth = Depth, Width = width, Activation = new(activation), Initialization = new("he-normal") };
                using var data = PreparedData.Prepare(
                    new("gaussian-noise", new() { ["samples"] = 128, ["features"] = width, ["batchSize"] = 128 }), torch.float32, torch.CPU);
                using var engine = new TorchEngine(
                    Network.Build(model, width, data.Classes, [.. Enumerable.Range(first, 4).Select(i => (long)i)], torch.float32, torch.CPU), SomeEngine.Training);
                NetworkSettings settings = NetworkSettings.Of(model, width, data.Classes);
                IReadOnlyList<LayerPrediction> layers = MeanField.Predict(settings, InputStatistics.Of(data))!;
                finite = FiniteWidth.Of(layers)!;
                predicted = DecayFactor.From([.. layers.Select(layer => (double?)layer.Delta)])!.FactorPerLayer!.Value;
                var measured = engine.Step(
                    data.TrainInputs.unsqueeze(0).expand(4, -1, -1), data.TrainLabels.unsqueeze(0).expand(4, -1), 0,
                    new HashSet<Measurement> { Measurement.DeltaNorm, Measurement.ActivationMean, Measurement.ActivationStandardDeviation }).Measured;
                foreach (Measurements member in measured)
                {
                    double factor = DecayFactor.From(member[Measurement.DeltaNorm])!.FactorPerLayer!.Value;
                    ratios.Add(factor / predicted);
                    var moments = settings.Layers[1].Activation;
                    double[] delta = new double[Depth + 1];
                    delta[Depth] = 1;
                    double q1 = layers[0].PreActivationVariance;
                    for (int l = Depth - 1; l >= 0; l--)
                    {
                        double q = l == 0 ? q1 : 2 * (Math.Pow(member[Measurement.ActivationMean][l - 1]!.Value, 2) + Math.Pow(member[Measurement.ActivationStandardDeviation][l - 1]!.Value, 2));
                        delta[l] = delta[l + 1] * Math.Sqrt(2 * moments.SlopeSquare(q));
                    }
                    own.Add(factor / DecayFactor.From([.. delta.Select(d => (double?)d)])!.FactorPerLayer!.Value);
                }
            }
            double mean = ratios.Select(r => Math.Log(r)).Average(), sd = Math.Sqrt(ratios.Select(r => Math.Pow(Math.Log(r) - mean, 2)).Sum() / 11);
            double mean2 = own.Select(r => Math.Log(r)).Average(), sd2 = Math.Sqrt(own.Select(r => Math.Pow(Math.Log(r) - mean2, 2)).Sum() / 11);
            output.WriteLine($"{activation} {width}: predicted {predicted:F4}; ln ratio mean {mean:F4} sd {sd:F4} (finite width: {Math.Log(finite.TypicalFactor):F4} sd {finite.Deviation:F4}); first three {ratios.Take(3).Average():F4}; with the measured q: mean {mean2:F4} sd {sd2:F4}, first three {own.Take(3).Average():F4}");
        }
    }
}
