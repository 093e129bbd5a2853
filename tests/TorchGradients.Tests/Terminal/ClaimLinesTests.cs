using TorchGradients.Cli.Terminal;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Tests.Reporting;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class ClaimLinesTests
{
    [Fact]
    public void A_claim_that_fails_is_as_plain_to_see_as_one_that_holds()
    {
        using var folder = new ExperimentFolder().Axis("net")
            .Run("a", 1, ["net=a"], RemedyExperiment.Outcome(accuracy: 0.5)).Run("b", 2, ["net=a"], RemedyExperiment.Outcome(accuracy: 0.51))
            .Claim("""{ "quantity": "testAccuracy", "is": "greater", "than": 0.1 }""", "It learns", "Me 2026")
            .Claim("""{ "quantity": "testAccuracy", "is": "greater", "than": 0.9 }""", "It learns all", "Me 2026")
            .Claim("""{ "quantity": "testAccuracy", "is": "greater", "than": 0.5 }""", "It learns half", "Me 2026")
            .Planned();
        var screen = Screen.Of80Columns();

        ClaimLines.Render(screen, ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));

        Assert.Equal(
            """

            Claims
            holds: It learns (Me 2026)
              a: test accuracy 0.505 (95 % interval 0.441 to 0.569, 2 seeds; wanted above
              0.100).
            does not hold: It learns all (Me 2026)
              a: test accuracy 0.505 (95 % interval 0.441 to 0.569, 2 seeds; wanted above
              0.900).
            not decided: It learns half (Me 2026)
              a: test accuracy 0.505 (95 % interval 0.441 to 0.569, 2 seeds; wanted above
              0.500).

            """,
            Screen.Text(screen));
    }
}
