using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Tests.Training;
using TorchSharp;
using Xunit;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchGradients.Tests.Models.Initializers;

public sealed class LsuvTests
{
    [Theory]
    [InlineData("none {}", "plain")]
    [InlineData("none {}", "residual")]
    [InlineData("batch-norm {}", "plain")]
    [InlineData("""batch-norm {"position":"post-activation"}""", "plain")]
    [InlineData("layer-norm {}", "residual")]
    [InlineData("rms-norm {}", "plain")]
    [InlineData("group-norm {}", "plain")]
    [InlineData("weight-norm {}", "plain")]
    public void Every_layer_of_every_member_reaches_unit_variance(string normalization, string connection)
    {
        using var scope = torch.NewDisposeScope();
        string[] parts = normalization.Split(' ', 2);
        ModelConfig model = Model(1e-6) with
        {
            Normalization = SomeEngine.Component(parts[0], parts[1]),
            Connection = new(connection),
        };
        using var network = Network.Build(model, 24, 10, [1, 2, 3], torch.float64, torch.CPU);
        Tensor inputs = Inputs(3);

        network.ScaleToUnitVariance(inputs);

        foreach (LayerTrace layer in network.Trace(inputs, training: true, retainGradients: false).Layers)
        {
            Tensor variances = layer.Affine.detach().var([1, 2], unbiased: false);
            Assert.True((variances - 1).abs().max().item<double>() <= 1e-6);
        }
    }

    [Fact]
    public void Running_statistics_do_not_notice_the_first_batch()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Network.Build(
            Model(0.01) with { Normalization = new("batch-norm") }, 24, 10, [1], torch.float64, torch.CPU);

        network.ScaleToUnitVariance(Inputs(1));

        Assert.True(network.Layers[0].Normalization!.RunningMean!.eq(0).all().item<bool>());
        Assert.True(network.Layers[0].Normalization!.RunningVariance!.eq(1).all().item<bool>());
    }

    [Fact]
    public void Other_initialisers_leave_the_weights_as_they_were_drawn()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Network.Build(Model(0.01) with { Initialization = new("orthogonal") }, 24, 10, [1], torch.float64, torch.CPU);
        Array before = network.Weights(0)[0].Values;

        network.ScaleToUnitVariance(Inputs(1));

        Assert.Equal(before, network.Weights(0)[0].Values);
    }

    static ModelConfig Model(double tolerance) => new()
    {
        Depth = 4,
        Width = 32,
        Activation = new("relu"),
        Initialization = SomeEngine.Component("lsuv", FormattableString.Invariant($$"""{"tolerance":{{tolerance}}}""")),
    };

    static Tensor Inputs(int members)
    {
        using var generator = new torch.Generator(7);
        return torch.randn([members, 64, 24], torch.float64, generator: generator);
    }
}
