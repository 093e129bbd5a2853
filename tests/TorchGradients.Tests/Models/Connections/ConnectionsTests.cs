using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Models.Architectures;
using TorchSharp;
using Xunit;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchGradients.Tests.Models.Connections;

public sealed class ConnectionsTests
{
    static readonly ModelConfig s_residual = new()
    {
        Depth = 3,
        Width = 8,
        Activation = new("tanh"),
        Connection = new("residual"),
    };

    [Theory]
    [InlineData(8, true)]
    [InlineData(6, false)]
    public void Residual_adds_the_input_between_equal_widths_and_never_at_the_output(int features, bool addsAtTheFirst)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Network.Build(s_residual, features, 8, [1], torch.float64, torch.CPU);

        NetworkTrace trace = network.Trace(Inputs(features), training: true, retainGradients: false);

        for (int i = 0; i < 3; i++)
        {
            LayerTrace layer = trace.Layers[i];
            Tensor phi = layer.PreActivation.tanh();
            Tensor expected = i > 0 || addsAtTheFirst ? layer.Input + phi : phi;
            Assert.True(expected.eq(trace.Layers[i + 1].Input).all().item<bool>());
            Assert.True(phi.eq(layer.Activated).all().item<bool>());   // what the probes see is phi(z) alone
        }

        Assert.True(trace.Output.eq(trace.Layers[3].PreActivation).all().item<bool>());
    }

    [Fact]
    public void Plain_hands_on_what_the_activation_gives()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Network.Build(s_residual with { Connection = new("plain") }, 8, 8, [1], torch.float64, torch.CPU);

        NetworkTrace trace = network.Trace(Inputs(8), training: true, retainGradients: false);

        Assert.All(trace.Layers.Skip(1).Zip(trace.Layers), pair =>
            Assert.True(pair.First.Input.eq(pair.Second.Activated).all().item<bool>()));
    }

    [Fact]
    public void A_residual_network_of_zero_weights_hands_the_gradient_down_unchanged()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Network.Build(s_residual, 8, 8, [1], torch.float64, torch.CPU);
        using (torch.no_grad())
        {
            foreach (NetworkLayer layer in network.Layers.SkipLast(1)) layer.Weight.zero_();
        }

        NetworkTrace trace = network.Trace(Inputs(8), training: true, retainGradients: true);
        trace.Output.square().sum().backward();

        Assert.True(trace.Layers[2].Activated.grad!.norm().item<double>() > 0);
        Assert.True(trace.Layers[0].Activated.grad!.eq(trace.Layers[2].Activated.grad!).all().item<bool>());
    }

    [Fact]
    public void The_architecture_mlp_is_depth_hidden_layers_of_the_width_and_an_output_layer()
    {
        using var network = Architectures.All.Create("mlp")([new(s_residual, 1), new(s_residual, 2)], 6, 4, torch.float32, torch.CPU);

        Assert.Equal([[2, 6, 8], [2, 8, 8], [2, 8, 8], [2, 8, 4]], network.Layers.Select(layer => layer.Weight.shape));
        Assert.All(network.Parameters, parameter => Assert.Equal(torch.float32, parameter.dtype));
    }

    static Tensor Inputs(int features)
    {
        using var generator = new torch.Generator(7);
        return torch.randn([1, 5, features], torch.float64, generator: generator);
    }
}
