using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Models.Normalizations;
using TorchSharp;
using Xunit;
using Registered = TorchGradients.Models.Normalizations.Normalizations;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchGradients.Tests.Models.Normalizations;

public sealed class PositionTests
{
    static readonly ModelConfig s_model = new()
    {
        Depth = 2,
        Width = 8,
        Activation = new("tanh"),
        BiasInitialization = new("normal"),
    };

    public static TheoryData<string> WithPosition => [.. Registered.All.Components
        .Where(component => component.OptionsType.IsAssignableTo(typeof(PositionOptions))).Select(component => component.Name)];

    [Theory, MemberData(nameof(WithPosition))]
    public void Before_the_activation_it_makes_what_enters_phi(string name)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Build(name, "pre-activation");

        NetworkTrace trace = network.Trace(Inputs(), training: true, retainGradients: false);

        for (int i = 0; i < 2; i++)
        {
            LayerTrace layer = trace.Layers[i];
            AssertEqual(Reference(name).Apply(layer.Affine, training: true), layer.PreActivation);
            AssertEqual(layer.PreActivation.tanh(), layer.Activated);
            AssertEqual(layer.Activated, trace.Layers[i + 1].Input);
        }

        Assert.Null(network.Layers[2].Normalization);
        AssertEqual(trace.Layers[2].Affine, trace.Output);
    }

    [Theory, MemberData(nameof(WithPosition))]
    public void After_the_activation_it_makes_what_the_next_layer_sees(string name)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Build(name, "post-activation");

        NetworkTrace trace = network.Trace(Inputs(), training: true, retainGradients: false);

        for (int i = 0; i < 2; i++)
        {
            LayerTrace layer = trace.Layers[i];
            AssertEqual(layer.Affine, layer.PreActivation);
            AssertEqual(layer.PreActivation.tanh(), layer.Activated);
            AssertEqual(Reference(name).Apply(layer.Activated, training: true), trace.Layers[i + 1].Input);
        }
    }

    [Theory, MemberData(nameof(WithPosition))]
    public void Only_batch_norm_before_the_activation_replaces_the_hidden_biases(string name)
    {
        using var before = Build(name, "pre-activation");
        using var after = Build(name, "post-activation");

        bool[] expected = [name != "batch-norm", name != "batch-norm", true];
        Assert.Equal(expected, before.Layers.Select(layer => layer.Bias is not null));
        Assert.All(after.Layers, layer => Assert.NotNull(layer.Bias));
    }

    [Fact]
    public void Weight_norm_starts_at_the_drawn_weights_and_splits_length_from_direction()
    {
        using var scope = torch.NewDisposeScope();
        using var plain = Network.Build(s_model, 6, 3, [1], torch.float64, torch.CPU);
        using var network = Network.Build(s_model with { Normalization = new("weight-norm") }, 6, 3, [1], torch.float64, torch.CPU);
        NetworkLayer layer = network.Layers[0];

        Assert.True(plain.Layers[0].Weight.allclose(layer.EffectiveWeight(), 1e-14, 1e-14));
        using (torch.no_grad())
        {
            layer.Weight.mul_(7);
            layer.WeightScale!.copy_(torch.arange(1, 9, torch.float64).view(1, 1, 8));
        }

        Tensor lengths = layer.EffectiveWeight().square().sum(1).sqrt();
        Assert.True(lengths.allclose(torch.arange(1, 9, torch.float64).view(1, 8), 1e-14, 1e-14));
        Tensor direction = plain.Layers[0].Weight / plain.Layers[0].Weight.square().sum(1, keepdim: true).sqrt();
        Assert.True(direction.allclose(layer.EffectiveWeight() / lengths.unsqueeze(1), 1e-14, 1e-14));
        Assert.Null(network.Layers[2].WeightScale);   // the output layer is not normalised
    }

    static Network Build(string name, string position) => Network.Build(
        s_model with { Normalization = new(name, new() { ["position"] = position }) }, 6, 3, [1], torch.float64, torch.CPU);

    static NormalizationLayer Reference(string name) => Registered.All.Create(name).Build(1, 8, torch.float64, torch.CPU)!;

    static Tensor Inputs()
    {
        using var generator = new torch.Generator(7);
        return torch.randn([1, 5, 6], torch.float64, generator: generator);
    }

    static void AssertEqual(Tensor expected, Tensor actual) => Assert.True(expected.eq(actual).all().item<bool>());
}
