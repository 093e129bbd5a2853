using TorchGradients.Configuration;
using TorchGradients.Theory;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>
/// What a norm takes from the means over a layer of 64 units, each against layers that are drawn, normalised and sent
/// back one by one.
/// </summary>
public sealed class LayerTiesTests
{
    const int Width = 64;
    const int Draws = 40_000;

    [Theory]
    [InlineData("relu", "layer-norm")]
    [InlineData("relu", "rms-norm")]
    [InlineData("tanh", "layer-norm")]
    [InlineData("tanh", "layer-norm", 0.7)]
    [InlineData("gelu", "rms-norm")]
    [InlineData("softplus", "layer-norm")]
    public void A_norm_takes_what_it_takes_from_drawn_layers(string activation, string normalization, double biasDeviation = 0)
    {
        var model = new ModelConfig
        {
            Depth = 4,
            Width = Width,
            Activation = new(activation),
            Initialization = new("lecun-normal"),
            BiasInitialization = new("normal", new() { ["standardDeviation"] = biasDeviation }),
            Normalization = new(normalization, new() { ["epsilon"] = 0 }),
        };
        IReadOnlyList<LayerPrediction> layers = MeanField.Predict(NetworkSettings.Of(model, Width, 10, loss: null), InputMoments.Standard)!;
        LayerFluctuation layer = layers[1].Fluctuation!;
        double backwardMean = layer.BackwardMean + layer.Backward / 2 + layers[2].Fluctuation!.Taken;

        (double taken, double forward, double backward) = Drawn(activation, normalization == "layer-norm", layer.Share);

        // Right to terms of 1 / n², some three of them, and to the draws: deviations of the means are 0.2, 0.4 and 0.3
        // over √40,000.
        Assert.InRange(taken - layer.Taken, -0.001, 0.001);
        Assert.InRange(forward - layer.ForwardMean, -0.004, 0.004);
        Assert.InRange(backward - backwardMean, -0.004, 0.004);
    }

    // By hand: of relu E[x²φ′²] = E[φ′²] and E[xφφ′]² / E[φ²] the same, so that nothing lies along z; along the mean 1
    // − 2 / π.
    [Fact]
    public void Under_layer_norm_relu_loses_the_means_direction_and_under_rms_norm_nothing()
    {
        double Taken(string normalization) => MeanField.Predict(
            NetworkSettings.Of(
                new ModelConfig { Depth = 4, Width = Width, Activation = new("relu"), Normalization = new(normalization) }, Width, 10, loss: null),
            InputMoments.Standard)![1].Fluctuation!.Taken;

        Assert.Equal((1 - 2 / Math.PI) / Width, Taken("layer-norm"), 1e-6);   // ε = 1e-5
        Assert.Equal(0, Taken("rms-norm"), 1e-6);
    }

    /// <summary>The share of ‖δ‖² that is taken away, E[mean φ²] / E[φ²] − 1 and E[mean φ′² h²] / E[φ′²] − 1.</summary>
    static (double Taken, double Forward, double Backward) Drawn(string activation, bool isCentred, double share)
    {
        var moments = new ActivationMoments(TorchGradients.Models.Activations.Activations.All.Create(activation));
        var random = new Random(11);
        double taken = 0, arrived = 0, squares = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            double[] u = Normals(random);
            double mean = isCentred ? u.Average() : 0, size = Math.Sqrt(u.Average(value => (value - mean) * (value - mean)));
            double[] z = [.. u.Select(value => (value - mean) / size)];
            double[] a = [.. z.Select(moments.Value)];
            double square = Product(a, a);

            // What comes back: of its part along a only the root of 1 - ρ.
            double[] h = Normals(random);
            double along = Product(a, h) / square * (1 - Math.Sqrt(1 - share));
            double[] delta = [.. z.Select((value, i) => moments.Slope(value) * (h[i] - along * a[i]))];
            taken += (Math.Pow(Product(z, delta), 2) + (isCentred ? Math.Pow(delta.Sum(), 2) : 0)) / Width;
            arrived += Product(delta, delta);
            squares += square;
        }

        const double Units = (double)Width * Draws;
        return (taken / arrived, squares / Units / moments.Square(1) - 1, arrived / Units / moments.SlopeSquare(1) - 1);
    }

    static double Product(double[] one, double[] other) => one.Zip(other, (a, b) => a * b).Sum();

    static double[] Normals(Random random) => [.. Enumerable.Range(0, Width).Select(_ =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
}
