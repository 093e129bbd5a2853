using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Verification;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Verification;

public sealed class RunVerifierTests
{
    [Theory]
    [InlineData("clipping", "norm", """{"maximum":0.01}""")]
    [InlineData("clipping", "value", """{"maximum":0.001}""")]
    [InlineData("schedule", "step", """{"every":3}""")]
    [InlineData("schedule", "exponential", "{}")]
    [InlineData("schedule", "cosine", "{}")]
    [InlineData("schedule", "linear-warmup", """{"steps":4}""")]
    [InlineData("schedule", "one-cycle", "{}")]
    [InlineData("optimizer", "sgd", """{"momentum":0.9,"nesterov":true,"weightDecay":0.01}""")]
    [InlineData("optimizer", "rmsprop", """{"momentum":0.9,"centered":true,"weightDecay":0.01}""")]
    [InlineData("optimizer", "adam", """{"weightDecay":0.01}""")]
    [InlineData("loss", "mse", "{}")]
    public void Engines_agree_with_every_part_of_training(string family, string name, string options)
    {
        ComponentConfig component = SomePair.Component(name, options);
        TrainingConfig training = SomePair.Config.Training;
        training = family switch
        {
            "clipping" => training with { Clipping = component },
            "schedule" => training with { Schedule = component },
            "loss" => training with { Loss = component },
            _ => training with { Optimizer = component },
        };

        AssertHolds(SomePair.Config with { Training = training });
    }

    [Theory]
    [InlineData("prelu", "pre-activation")]
    [InlineData("prelu", "post-activation")]
    [InlineData("sigmoid", "post-activation")]
    public void Engines_agree_on_either_position_of_batch_norm_with_lsuv(string activation, string position) =>
        AssertHolds(SomePair.Config with
        {
            Model = SomePair.Config.Model with
            {
                Activation = new(activation),
                OutputActivation = new("sigmoid"),
                Initialization = new("lsuv"),
                Normalization = SomePair.Component("batch-norm", $$"""{"position":"{{position}}"}"""),
            },
        });

    [Fact]
    public void Another_update_rule_shows_in_the_updated_weights_and_nowhere_else()
    {
        RunConfig faster = SomePair.Config with
        {
            Training = SomePair.Config.Training with { Optimizer = SomePair.Component("sgd", """{"learningRate":0.1001}""") },
        };
        using var pair = new EnginePair(SomePair.Torch(SomePair.Config), SomePair.HandRolled(faster));

        VerificationResult result = Verify(pair);

        Assert.False(result.Holds);
        Assert.All(result.Layers, layer => Assert.InRange(layer.UpdatedWeights, 1e-9, 1e-3));
        Assert.All(result.Layers, layer => Assert.InRange(Math.Max(layer.Delta, Math.Max(layer.WeightGradient, layer.BiasGradient)), 0, 1e-12));
    }

    [Fact]
    public void Another_derivative_shows_from_its_layer_down()
    {
        RunConfig other = SomePair.Config with { Model = SomePair.Config.Model with { OutputActivation = new("softsign") } };
        using var pair = new EnginePair(SomePair.Torch(SomePair.Config), SomePair.HandRolled(other));

        Assert.All(Verify(pair).Layers, layer => Assert.True(layer.Delta > 1e-3 && layer.WeightGradient > 1e-3));
    }

    [Fact]
    public void Entries_on_different_sides_of_a_kink_are_counted()
    {
        using var scope = NewDisposeScope();
        RunConfig zeros = SomePair.Config with
        {
            Model = SomePair.Config.Model with { Activation = new("relu"), Initialization = new("zeros"), Depth = 1, Width = 4 },
        };
        var torch = SomePair.Torch(zeros);
        var handRolled = SomePair.HandRolled(zeros);
        using (no_grad()) torch.Network.Layers[0].Bias!.fill_(-1e-12);
        handRolled.Network.Layers[0].Bias![0] = 1e-12;
        using var pair = new EnginePair(torch, handRolled);
        var (inputs, labels) = SomePair.BatchOf(0);

        Assert.Equal([16, 0], pair.Step(inputs, labels, 0).Layers.Select(layer => layer.Kinks));   // one unit, 16 samples
    }

    [Fact]
    public void A_run_that_diverges_at_once_is_not_verified()
    {
        using EnginePair pair = SomePair.Of(SomePair.Config);

        VerificationResult result = RunVerifier.Verify(pair, 3, "float64", step =>
        {
            var (inputs, labels) = SomePair.BatchOf(step);
            return (inputs * double.NaN, labels);
        });

        Assert.Equal((0, 0, false), (result.Steps, result.DivergedAt, result.Holds));
        Assert.Null(result.Worst);
    }

    [Fact]
    public void A_difference_that_is_not_a_number_does_not_hold()
    {
        var layer = new LayerDifference(1, 0, 0, 0, double.NaN, 0, 0);
        Assert.False(new VerificationResult("float32", 1, null, [layer]).Holds);
        Assert.False(new VerificationResult("float64", 1, null, [layer with { UpdatedWeights = 1.1e-9 }]).Holds);
        Assert.True(new VerificationResult("float64", 1, null, [layer with { UpdatedWeights = 1e-9 }]).Holds);
        Assert.True(new VerificationResult("float32", 1, null, [layer with { UpdatedWeights = 1e-4 }]).Holds);
    }

    [Theory]
    [InlineData("torch", "float32")]
    [InlineData("hand-rolled", "float64")]
    public void A_run_is_verified_in_its_own_precision_to_its_end(string engine, string precision)
    {
        RunConfig config = SomePair.Config with
        {
            Data = SomePair.Component("gaussian-noise", """{"samples":64,"features":6,"classes":3,"batchSize":32}"""),
            Training = SomePair.Config.Training with { Engine = engine, Steps = 4 },
        };
        ScalarType type = precision == "float64" ? ScalarType.Float64 : ScalarType.Float32;
        using PreparedData data = PreparedData.Prepare(config.Data, type, CPU);

        VerificationResult result = RunVerifier.Verify(config, data, CPU, 20, CancellationToken.None);

        Assert.Equal((precision, 4, true), (result.Precision, result.Steps, result.Holds));
        Assert.Equal(precision == "float32", result.Worst!.Largest > 1e-9);
    }

    static void AssertHolds(RunConfig config)
    {
        using EnginePair pair = SomePair.Of(config);
        VerificationResult result = Verify(pair);
        Assert.True(result.Holds, result.Worst!.ToString());
    }

    static VerificationResult Verify(EnginePair pair) =>
        RunVerifier.Verify(pair, 20, "float64", step => SomePair.BatchOf(step));
}
