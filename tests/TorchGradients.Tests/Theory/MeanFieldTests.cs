using TorchGradients.Configuration;
using TorchGradients.Theory;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>Against published or independently computed numbers, for equal widths, zero biases and q₀ = 1.</summary>
public sealed class MeanFieldTests
{
    const int Width = 512;

    // The product of √χ over twenty layers, computed independently of this code.
    [Theory]
    [InlineData("sigmoid", "torch-default", 9.8e-18)]
    [InlineData("sigmoid", "xavier-normal", 2.6e-13)]
    [InlineData("sigmoid", "he-normal", 9.3e-11)]
    [InlineData("tanh", "torch-default", 1.3e-5)]
    [InlineData("tanh", "xavier-normal", 0.19)]
    [InlineData("tanh", "he-normal", 1.8)]
    [InlineData("softsign", "torch-default", 6.0e-6)]
    [InlineData("softsign", "xavier-normal", 0.039)]
    [InlineData("softsign", "he-normal", 0.39)]
    [InlineData("relu", "torch-default", 1.65e-8)]
    [InlineData("relu", "xavier-normal", 9.8e-4)]
    [InlineData("relu", "he-normal", 1.0)]
    [InlineData("elu", "torch-default", 1.2e-5)]
    [InlineData("elu", "xavier-normal", 0.14)]
    [InlineData("elu", "he-normal", 4.4)]
    public void Over_twenty_layers_the_error_term_shrinks_as_computed_elsewhere(string activation, string initialization, double expected)
    {
        var model = new ModelConfig { Depth = 20, Width = Width, Activation = new(activation), Initialization = new(initialization) };

        // The output layer is as wide as the others, so that all twenty factors have the same σ_w².
        double product = Predict(model, outputs: Width)[..20].Aggregate(1.0, (product, layer) => product * layer.Attenuation!.Value);

        Assert.InRange(product / expected, 0.95, 1.05);   // the expected numbers have two digits
    }

    [Fact]
    public void Batch_norm_with_relu_explodes_by_pi_over_pi_minus_one()
    {
        var model = new ModelConfig { Depth = 6, Width = Width, Normalization = new("batch-norm") };

        Assert.All(Predict(model)[..4], layer =>
            Assert.Equal(Math.Sqrt(Math.PI / (Math.PI - 1)), layer.Attenuation!.Value, 1e-4));   // ε = 1e-5 of the normalisation
    }

    [Fact]
    public void Lsuv_brings_variance_1_about_the_mean_of_the_biases()
    {
        var model = new ModelConfig
        {
            Depth = 4,
            Width = 64,
            Activation = new("tanh"),
            Initialization = new("lsuv"),
            BiasInitialization = new("constant", new() { ["value"] = 1.5 }),
        };

        Assert.All(Predict(model), layer => Assert.Equal(1, layer.PreActivationVariance, 1e-12));
    }

    [Fact]
    public void A_skip_adds_what_comes_from_above()
    {
        // identity, σ_w² = 1: ‖∂𝓛/∂a_l‖² = ‖∂𝓛/∂a_(l+1)‖² + ‖δ_(l+1)‖² = 2 ‖∂𝓛/∂a_(l+1)‖²
        var model = new ModelConfig
        {
            Depth = 5,
            Width = 64,
            Activation = new("identity"),
            Initialization = new("lecun-normal"),
            Connection = new("residual"),
        };

        Assert.All(Predict(model)[..3], layer => Assert.Equal(Math.Sqrt(2), layer.Attenuation!.Value, 1e-12));
    }

    [Fact]
    public void Unequal_widths_count_by_the_fan_in_of_the_layer_above()
    {
        var model = new ModelConfig { Depth = 2, Width = 100, Activation = new("identity"), Initialization = new("xavier-normal") };

        IReadOnlyList<LayerPrediction> layers = Predict(model, features: 300, outputs: 50);

        Assert.Equal(Math.Sqrt(100 * 2.0 / 150), layers[1].Attenuation!.Value, 1e-12);
        Assert.Equal(300 * 2.0 / 400, layers[0].PreActivationVariance, 1e-12);
    }

    static LayerPrediction[] Predict(ModelConfig model, int features = Width, int outputs = 10) =>
        [.. MeanField.Predict(NetworkSettings.Of(model, features, outputs, loss: null), InputMoments.Standard)!];

    static TorchGradients.Models.Activations.Activation Activation(string name) =>
        TorchGradients.Models.Activations.Activations.All.Create(name);
}
