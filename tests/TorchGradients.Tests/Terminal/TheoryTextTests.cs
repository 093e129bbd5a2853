using System.Text.Json.Nodes;
using TorchGradients.Cli.Terminal;
using TorchGradients.Configuration;
using TorchGradients.Theory;
using Xunit;

namespace TorchGradients.Tests.Terminal;

/// <summary>What <c>theory</c> says of networks that it does not cover whole.</summary>
public sealed class TheoryTextTests
{
    [Fact]
    public void Skips_without_a_normalisation_are_out_of_reach_and_the_reason_is_given()
    {
        NetworkTheory theory = Of(new ModelConfig { Depth = 10, Connection = new("residual") });

        Assert.Equal(
            "Out of reach: theory leaves out what comes back through the length of the activations where skips have no normalisation; "
                + "at finite width that can be the larger part. The factor is that of infinite width.",
            TheoryText.Sentences(theory).ElementAt(1));
        Assert.StartsWith("Out of reach: ", (string)TheoryJson.Of([], theory)["limits"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_scatter_is_not_known_it_says_so()
    {
        NetworkTheory theory = Of(new ModelConfig { Depth = 10, Connection = new("residual"), Normalization = new("batch-norm") });

        Assert.Equal(TheoryLimits.ScatterUnknown, TheoryText.Sentences(theory).ElementAt(1));
    }

    [Fact]
    public void Where_the_variance_wanders_it_says_how_far()
    {
        NetworkTheory theory = Of(new ModelConfig { Depth = 20, Width = 512, Activation = new("gelu"), Initialization = new("he-normal") });

        string sentence = TheoryText.Sentences(theory).ElementAt(1);

        Assert.Equal(
            FormattableString.Invariant($"The length of the activations is marginal: at this width the variance of z wanders, from seed to seed by a factor of {Math.Exp(theory.FiniteWidth!.VarianceDeviation):0.0} ")
                + FormattableString.Invariant($"at the last hidden layer (one standard deviation), which moves a layer's factor by up to {100 * theory.FiniteWidth.LargestStray:0} %. ")
                + "The prediction follows the way of infinite width; a network of this width goes one of its own.",
            sentence);
        Assert.True((bool)TheoryJson.Of([], theory)["finiteWidth"]!["isMarginal"]!);
    }

    [Fact]
    public void A_network_that_is_covered_has_no_limits()
    {
        JsonObject json = TheoryJson.Of([], Of(new ModelConfig { Depth = 20, Width = 512, Activation = new("tanh") }));

        Assert.Empty(json["limits"]!.AsArray());
        Assert.False((bool)json["finiteWidth"]!["isMarginal"]!);
    }

    [Fact]
    public void Machines_are_told_how_far_off_quadrature_may_be()
    {
        NetworkTheory theory = Of(new ModelConfig { Depth = 20, Width = 512, Activation = new("gelu") });
        NetworkTheory none = Of(new ModelConfig { Depth = 3, Initialization = new("zeros") });

        Assert.InRange((double)TheoryJson.Of([], theory)["quadratureError"]!, 0, 1e-9);
        Assert.True(TheoryJson.Of([], none).TryGetPropertyValue("quadratureError", out JsonNode? absent) && absent is null);
    }

    static NetworkTheory Of(ModelConfig model) => NetworkTheory.Of(new RunConfig { Data = new("gaussian-noise"), Model = model }, 64, 10, InputMoments.Standard);
}
