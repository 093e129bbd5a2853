using TorchGradients.Cli.Terminal;
using TorchGradients.Tests.Planning;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class CohortTitlesTests
{
    [Fact]
    public void Name_network_and_training_and_what_else_tells_two_apart() => Assert.Equal(
        [
            "mlp 4 x 64 relu, sgd, gaussian-noise, batch 64, 500 steps, torch float32 on cpu, training:optimizer:momentum 0",
            "mlp 4 x 64 relu, sgd, gaussian-noise, batch 64, 500 steps, torch float32 on cpu, training:optimizer:momentum not 0",
            "mlp 4 x 64 relu, adam, gaussian-noise, batch 64, 500 steps, torch float32 on cpu",
        ],
        CohortTitles.Of(GridFolder.PlanOf("""
            "axes": [{ "path": "training:optimizer", "values": [
              "sgd", { "name": "sgd", "momentum": 0.9 }, { "name": "sgd", "momentum": 0.5, "learningRate": 0.3 }, "adam"] }]
            """).Groups));
}
