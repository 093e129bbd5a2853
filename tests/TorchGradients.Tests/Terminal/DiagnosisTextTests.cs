using TorchGradients.Cli.Terminal;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Tests.Reporting.Analysis;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class DiagnosisTextTests
{
    [Fact]
    public void Is_a_paragraph()
    {
        var console = Screen.Of80Columns();

        DiagnosisText.Render(console, Diagnosis.Of(Some.Profile(3, 0.24, 0.22, 1e-3), optimizer: "adam"));

        Assert.Equal(
            """
            The error term vanishes: it shrinks by a factor of 0.24 from each hidden layer
            to the one before; of that the derivative factor does 0.22 and the weight factor
            1.1. Layer 1 receives 0.058 of what layer 3 gets (less than 0.1 counts as
            vanishing). Its weights change by 0.0010 of their size a step all the same: the
            optimizer repaired the update, not the gradient.

            """,
            Screen.Text(console));
    }
}
