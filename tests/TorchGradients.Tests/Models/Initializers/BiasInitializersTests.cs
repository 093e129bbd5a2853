using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchSharp;
using Xunit;
using Registered = TorchGradients.Models.Initializers.BiasInitializers;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchGradients.Tests.Models.Initializers;

public sealed class BiasInitializersTests
{
    const int FanIn = 100;
    const int Units = 50_000;

    [Theory]
    [InlineData("zeros {}", 0, 0)]
    [InlineData("constant {}", 0, 0)]
    [InlineData("""constant {"value":0.2}""", 0.2, 0)]
    [InlineData("normal {}", 0, 0.01)]
    [InlineData("""normal {"mean":1,"standardDeviation":0.5}""", 1, 0.5)]
    [InlineData("uniform {}", 0, 0.028867513459481287)]                // 0.05 / √3
    [InlineData("""uniform {"range":3}""", 0, 1.7320508075688772)]     // 3 / √3
    [InlineData("torch-default {}", 0, 0.057735026918962574)]          // 1 / √fan_in / √3
    public void Draws_have_the_mean_and_standard_deviation_that_is_claimed(string text, double mean, double deviation)
    {
        using var scope = torch.NewDisposeScope();
        string[] parts = text.Split(' ', 2);
        using var generator = new torch.Generator(5);

        Tensor biases = Registered.All.Create(new ComponentConfig(parts[0], JsonNode.Parse(parts[1])!.AsObject()))
            .Draw(FanIn, Units, generator);

        Assert.Equal([Units], biases.shape);
        Assert.Equal(mean, biases.mean().item<double>(), 1e-15 + 5 * deviation / Math.Sqrt(Units));
        // The deviation of 50,000 draws is right to 1 / √(2n) = 0.32 %; five times that.
        Assert.Equal(deviation, biases.std(unbiased: false).item<double>(), 1e-15 + 0.016 * deviation);
    }

    [Fact]
    public void Every_registered_one_is_held_against_its_claim()
    {
        string[] claimed = ["zeros", "constant", "normal", "uniform", "torch-default"];
        Assert.Equal(Registered.All.Components.Select(component => component.Name).Order(), claimed.Order());
    }
}
