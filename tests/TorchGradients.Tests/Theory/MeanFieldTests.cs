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

    // Groups of normal numbers drawn, centred and scaled one by one, and an error term sent back through what that
    // does.
    [Theory]
    [InlineData("tanh", 8)]
    [InlineData("tanh", 32)]
    [InlineData("relu", 8)]
    [InlineData("sigmoid", 16)]
    public void Group_norm_returns_what_drawn_groups_do(string activation, int units)
    {
        var model = new ModelConfig
        {
            Depth = 4,
            Width = Width,
            Activation = new(activation),
            Initialization = new("lecun-normal"),
            Normalization = new("group-norm", new() { ["groups"] = Width / units, ["epsilon"] = 0 }),
        };

        double attenuation = Predict(model)[1].Attenuation!.Value;

        Assert.InRange(attenuation * attenuation / SomeGroups.Factor(activation, units, 1_600_000 / units), 0.98, 1.02);
        Assert.All(Predict(model)[..4], layer => Assert.Equal(1, layer.PreActivationVariance, 1e-12));
    }

    [Fact]
    public void Without_end_of_a_groups_units_it_is_layer_norm()
    {
        double Attenuation(string normalization) => MeanField.Predict(
            NetworkSettings.Of(
                new ModelConfig { Depth = 3, Width = 1 << 20, Activation = new("tanh"), Normalization = new(normalization) }, 64, 10, loss: null),
            InputMoments.Standard)![1].Attenuation!.Value;

        Assert.Equal(1, Attenuation("group-norm") / Attenuation("layer-norm"), 1e-4);
    }

    [Theory]
    [InlineData(16, "pre-activation", "Group norm has groups of 4 units: what it divides by comes so near zero in some that the mean of ‖δ‖² rests "
        + "on few of them, or does not exist. Theory takes groups of 6 units or more.")]
    [InlineData(8, "post-activation", "Group norm stands behind the activation: how φ′ and what a small group is divided by hang together is not "
        + "in the equations.")]
    public void Groups_that_the_equations_do_not_cover_are_an_obstacle(int groups, string position, string obstacle)
    {
        var model = new ModelConfig
        {
            Depth = 4,
            Width = 64,
            Normalization = new("group-norm", new() { ["groups"] = groups, ["position"] = position }),
        };

        Assert.Equal([obstacle], NetworkSettings.Of(model, 64, 10, loss: null).Obstacles);
    }

    static LayerPrediction[] Predict(ModelConfig model, int features = Width, int outputs = 10) =>
        [.. MeanField.Predict(NetworkSettings.Of(model, features, outputs, loss: null), InputMoments.Standard)!];
}
