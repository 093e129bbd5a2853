using TorchGradients.Hooks;
using TorchGradients.Records;
using Xunit;

namespace TorchGradients.Tests.Hooks;

public sealed class WatchTableTests
{
    [Fact]
    public void The_whole_report_as_text()
    {
        var report = new WatchReport(
            [
                new WatchedLayer("body.0", "Linear", true, 1.5e-9, 0.25, 2e-8),
                new WatchedLayer("body.1", "Sigmoid", false, 6e-9, 6e-7, null),
                new WatchedLayer("head", "Linear", true, 0.01, null, 0),
            ],
            new DecayFactor(0.25, 0.2, 0.3, 1), ["side"], ["memory"]);

        Assert.Equal(
            """
            layer   kind         ‖δ‖  (log scale)           to next     ‖∂W‖
            body.0  Linear   1.50e-9  ██████▍                 0.250  2.00e-8
            body.1  Sigmoid  6.00e-9  ███████▌              6.00e-7        –
            head    Linear   1.00e-2  ████████████████████        –        0

            Decay factor per layer: 0.250 (95 % interval 0.200 to 0.300): below 1 the gradient vanishes, above 1 it explodes.
            No gradient came to: side.
            Not watched (not one tensor in and one out): memory.
            """,
            report.ToString());
    }

    [Fact]
    public void Before_the_first_backward_pass_it_says_what_to_do() => Assert.Equal(
        "No gradient has come by yet: call the model with call(), gradients enabled, and backward() on the loss before Report().",
        new WatchReport([], null, ["head"], []).ToString());

    [Fact]
    public void Dead_and_exploded_layers_are_numbers_too()
    {
        var report = new WatchReport(
            [
                new WatchedLayer("0", "Linear", true, 0, 0, double.NaN),
                new WatchedLayer("1", "Linear", true, double.PositiveInfinity, null, null),
            ],
            new DecayFactor(null, null, null, 1), [], []);

        Assert.Equal(
            """
            layer  kind         ‖δ‖  (log scale)  to next  ‖∂W‖
            0      Linear         0                     0   NaN
            1      Linear  Infinity                     –     –

            Decay factor per layer: none; it needs two layers with a weight before the output layer, and norms that are neither 0 nor infinite.
            """,
            report.ToString());
    }
}
