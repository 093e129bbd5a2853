using TorchGradients.Cli.Terminal;
using TorchGradients.Verification;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class VerificationTableTests
{
    static readonly VerificationResult _holds = new("float64", 20, null,
        [new(1, 1.2e-15, 2e-15, 3.4e-14, 0, 0, 0), new(2, 1e-15, 2e-15, 3e-15, 5e-17, 0, 0)]);

    static readonly VerificationResult _fails = new("float32", 7, 7,
        [
            new(1, 1, 1, double.PositiveInfinity, 1e-8, 40, 0), new(2, 1, 1, 1, 1e-8, 3, 2),
            new(3, 1e-7, 1e-7, 1e-7, 1e-8, 0, 1), new(4, 0.5, 0.1, 0.1, 0.2, 1, 0),
        ]);

    [Fact]
    public void Has_a_row_per_layer_and_the_verdict_below()
    {
        var console = Screen.Of80Columns();

        VerificationTable.Render(console, "seed 1", _holds);

        Assert.Equal(
            """
            seed 1: largest ‖x − y‖ / ‖y‖ over 20 steps in float64

              layer         δ   ∂𝓛/∂W     ∂𝓛/∂b   updated weights
            ───────────────────────────────────────────────────────
                  1   1.2e-15   2e-15   3.4e-14                 0
                  2     1e-15   2e-15     3e-15             5e-17

            The engines agree: the largest difference, in the bias gradient of layer 1, is
            3.4e-14; up to 1e-9 counts as rounding in float64.

            """,
            Screen.Text(console));
    }

    [Fact]
    public void Says_what_explains_a_difference() => Assert.Equal(
        [
            "The engines do not agree: the largest difference, in the bias gradient of layer 1, is Infinity; up to 1e-4 counts as rounding in float32.",
            "It ends before step 7, whose loss is finite in neither engine.",
            "Error terms in layers 1 to 2, 4 are too small for float32 to hold in full (below 1.2e-38): --set training:precision=float64 tells whether anything else is wrong.",
            "In layer 2 rounding put entries of z on different sides of a kink of the activation: --set training:precision=float64 tells whether anything else is wrong.",
        ],
        VerificationText.Sentences(_fails));

    [Fact]
    public void Without_a_step_there_is_nothing_to_show()
    {
        var console = Screen.Of80Columns();

        VerificationTable.Render(console, "seed 1", new VerificationResult("float32", 0, 0, []));

        Assert.Equal(
            """
            seed 1: largest ‖x − y‖ / ‖y‖ over 0 steps in float32
            Nothing was compared: the loss of the first step is finite in neither engine.

            """,
            Screen.Text(console));
    }

    [Fact]
    public void Has_a_form_for_machines() => Assert.Equal(
        """
        {"run":"seed 1","precision":"float32","steps":7,"divergedAt":7,"tolerance":0.0001,"holds":false,"layers":[{"layer":1,"delta":1,"weightGradient":1,"biasGradient":"Infinity","updatedWeights":1E-08}]}
        """,
        VerificationTable.Json("seed 1", _fails with { Layers = [_fails.Layers[0]] }).ToJsonString());
}
