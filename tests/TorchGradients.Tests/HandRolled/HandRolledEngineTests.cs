using TorchGradients.Configuration;
using TorchGradients.HandRolled;
using TorchGradients.Models.Initializers;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Tests.Verification;
using TorchGradients.Training;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.HandRolled;

public sealed class HandRolledEngineTests
{
    static readonly IReadOnlySet<Measurement> s_nothing = new HashSet<Measurement>();

    public static TheoryData<string> EveryInitializer => [.. Initializers.All.Components.Select(component => component.Name)];

    [Theory, MemberData(nameof(EveryInitializer))]
    public void Starts_from_the_torch_engines_weights_under_the_same_names_and_shapes(string initializer)
    {
        using var scope = NewDisposeScope();
        RunConfig config = With(model => model with { Initialization = new(initializer), Normalization = new("batch-norm"), Activation = new("prelu") });
        using TorchEngine torch = SomePair.Torch(config);
        using HandRolledEngine engine = SomePair.HandRolled(config);
        var (inputs, _) = SomePair.BatchOf(0);
        torch.Prepare(inputs);
        engine.Prepare(inputs);

        AssertSameWeights(torch, engine);
    }

    [Fact]
    public void Lsuv_scales_on_the_first_batch_only()
    {
        using var scope = NewDisposeScope();
        using HandRolledEngine engine = SomePair.HandRolled(With(model => model with { Initialization = new("lsuv") }));
        var (inputs, labels) = SomePair.BatchOf(0);
        engine.Step(inputs, labels, 0, s_nothing);
        double[] trained = [.. engine.Network.Layers[0].Weight.Entries];

        engine.Prepare(inputs * 5);

        Assert.Equal(trained, engine.Network.Layers[0].Weight.Entries);
    }

    [Theory]
    [InlineData("pre-activation")]
    [InlineData("post-activation")]
    public void Evaluates_with_the_running_statistics_as_the_torch_engine_does(string position)
    {
        using var scope = NewDisposeScope();
        RunConfig config = With(model => model with { Normalization = SomePair.Component("batch-norm", $$"""{"position":"{{position}}"}""") });
        using TorchEngine torch = SomePair.Torch(config);
        using HandRolledEngine engine = SomePair.HandRolled(config);
        for (int step = 0; step < 3; step++)
        {
            var (inputs, labels) = SomePair.BatchOf(step);
            torch.Step(inputs, labels, step, s_nothing);
            engine.Step(inputs, labels, step, s_nothing);
        }

        var (rows, targets) = SomePair.BatchOf(7);
        Evaluation expected = torch.Evaluate(rows[0], targets[0])[0];
        Evaluation actual = engine.Evaluate(rows[0], targets[0])[0];

        Assert.Equal(expected.Loss, actual.Loss, 1e-12);
        Assert.Equal(expected.Accuracy, actual.Accuracy);
        AssertSameWeights(torch, engine);
    }

    [Fact]
    public void Without_a_finite_loss_nothing_is_updated()
    {
        using var scope = NewDisposeScope();
        using HandRolledEngine engine = SomePair.HandRolled(SomePair.Config);
        var (inputs, labels) = SomePair.BatchOf(0);
        double[] before = [.. engine.Network.Layers[2].Weight.Entries];

        StepResult result = engine.Step(inputs * double.NaN, labels, 0, new HashSet<Measurement> { Measurement.UpdateNorm });

        Assert.True(double.IsNaN(result.Losses[0]));
        Assert.All(result.Measured[0][Measurement.UpdateNorm], value => Assert.Null(value));
        Assert.Equal(before, engine.Network.Layers[2].Weight.Entries);
    }

    [Fact]
    public void What_it_does_not_know_is_named_with_a_way_out()
    {
        RunConfig config = With(model => model with { Normalization = new("layer-norm"), Connection = new("residual") });
        config = config with { Training = config.Training with { Optimizer = new("adamw") } };

        Assert.Equal(
            [
                ("model:normalization", "is layer-norm, which the hand-rolled engine does not know", "Use none or batch-norm, or not."),
                ("model:connection", "is residual, which the hand-rolled engine does not know", "Use plain, or not."),
                ("training:optimizer", "is adamw, which the hand-rolled engine does not know", "Use sgd or rmsprop or adam, or not."),
            ],
            HandRolledSupport.Problems(config, "or not."));
    }

    static RunConfig With(Func<ModelConfig, ModelConfig> change) => SomePair.Config with { Model = change(SomePair.Config.Model) };

    static void AssertSameWeights(TorchEngine torch, HandRolledEngine engine)
    {
        IReadOnlyList<NamedArray> expected = torch.Weights(0);
        IReadOnlyList<NamedArray> actual = engine.Weights(0);
        Assert.Equal(expected.Select(array => array.Name).Order(), actual.Select(array => array.Name).Order());
        foreach (NamedArray array in actual)
        {
            NamedArray other = expected.Single(candidate => candidate.Name == array.Name);
            Assert.Equal(other.Shape, array.Shape);
            Assert.Equal((double[])other.Values, (double[])array.Values, (x, y) => Math.Abs(x - y) <= 1e-12);
        }
    }
}
