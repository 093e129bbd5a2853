using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchSharp;
using Xunit;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchGradients.Tests.Regressions;

/// <summary>lsuv went on scaling a member that was there already while another beside it was not.</summary>
public sealed class LsuvBesideOtherMembersTests
{
    [Fact]
    public void A_member_is_scaled_as_often_as_it_is_alone()
    {
        using var scope = torch.NewDisposeScope();
        // Large random biases: a layer's variance takes several rounds, and not every member the same number.
        var model = new ModelConfig
        {
            Depth = 3,
            Width = 16,
            Initialization = new("lsuv"),
            BiasInitialization = new("normal", new() { ["standardDeviation"] = 0.6 }),
        };
        long[] seeds = [1, 2, 3, 4, 5, 6, 7, 8];
        using var generator = new torch.Generator(7);
        Tensor inputs = torch.randn([1, 32, 16], torch.float32, generator: generator);
        using var together = Network.Build(model, 16, 16, seeds, torch.float32, torch.CPU);
        together.ScaleToUnitVariance(inputs.expand(seeds.Length, -1, -1).contiguous());

        foreach ((int member, long seed) in seeds.Index())
        {
            using var alone = Network.Build(model, 16, 16, [seed], torch.float32, torch.CPU);
            alone.ScaleToUnitVariance(inputs);
            for (int layer = 0; layer < alone.Layers.Count; layer++)
            {
                Assert.True(alone.Layers[layer].Weight[0].eq(together.Layers[layer].Weight[member]).all().item<bool>());
            }
        }
    }
}
