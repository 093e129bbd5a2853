using TorchGradients.Configuration;
using TorchGradients.Theory;
using TorchGradients.Training.Losses;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>What comes back through the activations' length, where its effect is known beforehand.</summary>
public sealed class LengthModeTests
{
    const int Deep = 20;

    [Theory]
    [InlineData("relu", 1)]        // E‖δ‖² is kept exactly at every width (He et al., 2015)
    [InlineData("identity", 2)]    // E‖Wᵀδ‖² = σ_w² ‖δ‖², exactly
    [InlineData("leaky-relu", 1.0001)]
    public void Networks_whose_output_scales_with_their_input_do_not_notice_it(string activation, double square)
    {
        double[] narrow = Attenuations(activation, 8);

        Assert.All(narrow, attenuation => Assert.Equal(Math.Sqrt(square), attenuation, 1e-9));
    }

    [Theory]
    [InlineData("gelu")]
    [InlineData("softplus")]
    [InlineData("tanh")]
    public void Without_end_of_width_it_is_gone(string activation)
    {
        double difference(int width) => Attenuations(activation, width).Zip(Attenuations(activation, 1_000_000_000), (a, b) => Math.Abs(a - b)).Max();

        Assert.InRange(difference(10_000_000), 0, 1e-5);
        Assert.InRange(difference(1000) / difference(100), 0, 0.5);
    }

    [Fact]
    public void Where_the_length_outlives_the_rest_the_first_layers_factor_is_the_lengths()
    {
        // gelu with σ_w² = 2: χ is below 1 while q hardly changes, so that far from the output only κ, the slope of
        // ln q's map, is left; here by differences.
        double[] wide = Attenuations("gelu", 1_000_000_000);
        double[] narrow = Attenuations("gelu", 64);
        var moments = new ActivationMoments(TorchGradients.Models.Activations.Activations.All.Create("gelu"));
        double q = 2;   // of layer 1
        double kept = Math.Log(moments.Square(q * 1.001) / moments.Square(q / 1.001)) / (2 * Math.Log(1.001));

        Assert.True(narrow[0] > wide[0] + 0.05);
        Assert.InRange(narrow[0] / kept, 0.95, 1.05);
    }

    // Squared error of the identity, C classes: δ = 2 (z − y) / C, so that E[(z · δ)²] / (q E‖δ‖²) = (q C (C + 2) + 1) / (C q + 1).
    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(30)]
    public void It_begins_at_what_the_loss_makes_of_the_output(double q)
    {
        const int classes = 10;
        var identity = new ActivationMoments(TorchGradients.Models.Activations.Activations.All.Create("identity"));

        double alignment = OutputError.Alignment(Losses.All.Create("mse"), identity, 0, q, classes);

        // 512 draws of a number whose deviation is about its size.
        Assert.InRange(alignment / ((q * classes * (classes + 2) + 1) / (classes * q + 1)), 0.85, 1.15);
    }

    [Fact]
    public void The_same_network_has_more_of_it_under_a_loss_that_pulls_outputs_back()
    {
        // Eight units, ten outputs, outputs so large that δ_L is along W a: of Gaussian W with variance 1 / n, by the second moment of
        // Wishart matrices, E‖Wᵀ W a‖² / E‖W a‖² = (n_L + n + 1) / n.
        var model = new ModelConfig { Depth = 2, Width = 8, Activation = new("identity"), Initialization = new("lecun-normal") };
        double Weight(ComponentConfig? loss) =>
            MeanField.Predict(NetworkSettings.Of(model, 8, 10, loss), new InputMoments([1e4], 1))![^2].WeightFactor!.Value;

        Assert.Equal(1, Weight(null), 1e-9);   // σ_w² ‖δ‖²
        Assert.InRange(Weight(new("mse")) / Math.Sqrt((10 + 8 + 1) / 8.0), 0.95, 1.05);
    }

    static double[] Attenuations(string activation, int width)
    {
        var model = new ModelConfig { Depth = Deep, Width = width, Activation = new(activation), Initialization = new("he-normal") };
        return [.. MeanField.Predict(NetworkSettings.Of(model, width, 10, loss: null), InputMoments.Standard)!.Take(Deep - 1).Select(layer => layer.Attenuation!.Value)];
    }
}
