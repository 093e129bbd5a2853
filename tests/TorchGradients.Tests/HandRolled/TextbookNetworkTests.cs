using TorchGradients.HandRolled;
using TorchGradients.Models.Activations;
using TorchGradients.Training.Losses;
using Xunit;

namespace TorchGradients.Tests.HandRolled;

/// <summary>
/// The textbook's network: three hidden layers and an output layer, sigmoid throughout, squared error. One unit a
/// layer, and two
/// samples x = 1, -1 with target 1. W_1 = ln 3 and b_1 = 0, above W = 4 ln 3 and b = -2 ln 3, so that z = ln 3, -ln 3
/// in every
/// layer: a = 3/4, 1/4 and phi' = 3/16. On paper: L = (1/16 + 9/16) / 2; dL/da_4 = a - 1 = -1/4, -3/4; delta_4 = -3/64,
/// -9/64; and
/// each layer down, delta = delta * 4 ln 3 * 3/16 = delta * r with r = (3/4) ln 3.
/// </summary>
public sealed class TextbookNetworkTests
{
    const double Tolerance = 1e-15;   // some ten roundings of numbers below 1
    static readonly double s_log3 = Math.Log(3);
    static readonly double s_r = 0.75 * s_log3;

    readonly HandRolledNetwork _network = new([Layer(s_log3, 0), Above(), Above(), Above()], Losses.All.Create("mse"));
    readonly double _loss;

    public TextbookNetworkTests()
    {
        Matrix output = _network.Forward(new Matrix(2, 1, [1, -1]), training: true);
        _loss = _network.Loss(output, [0, 0]);
        _network.Backward(output, [0, 0]);
    }

    [Fact]
    public void The_loss_is_five_sixteenths() => Assert.Equal(5.0 / 16, _loss, Tolerance);

    [Fact]
    public void Every_layer_lets_three_quarters_and_a_quarter_through() =>
        Assert.All(_network.Layers, layer => AssertClose([0.75, 0.25], layer.Activated.Entries));

    [Fact]
    public void The_output_layers_error_term_is_the_losss_slope_times_that_of_phi() =>
        AssertClose([-3.0 / 64, -9.0 / 64], _network.Layers[3].Delta.Entries);

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(1)]
    public void A_hidden_layers_error_term_is_the_next_ones_times_its_weight_and_phis_slope(int layer)
    {
        double decay = Math.Pow(s_r, 4 - layer);
        AssertClose([-3.0 / 64 * decay, -9.0 / 64 * decay], _network.Layers[layer - 1].Delta.Entries);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(3)]
    [InlineData(2)]
    public void Weights_have_the_error_term_times_what_enters_the_layer_and_biases_its_sum(int layer)
    {
        double decay = Math.Pow(s_r, 4 - layer);
        AssertClose([-9.0 / 128 * decay], _network.Layers[layer - 1].WeightGradient.Entries);   // -3/64 * 3/4 - 9/64 * 1/4
        AssertClose([-3.0 / 16 * decay], _network.Layers[layer - 1].BiasGradient);
    }

    [Fact]
    public void The_first_layers_weights_see_the_inputs() =>
        AssertClose([3.0 / 32 * s_r * s_r * s_r], _network.Layers[0].WeightGradient.Entries);   // -3/64 * 1 - 9/64 * -1

    static HandRolledLayer Above() => Layer(4 * s_log3, -2 * s_log3);

    static HandRolledLayer Layer(double weight, double bias) =>
        new(new Matrix(1, 1, [weight]), [bias], Activations.All.Create("sigmoid"));

    static void AssertClose(double[] expected, double[] actual) =>
        Assert.Equal(expected, actual, (x, y) => Math.Abs(x - y) <= Tolerance);
}
