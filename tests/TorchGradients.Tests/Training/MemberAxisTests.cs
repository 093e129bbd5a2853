using TorchGradients.Configuration;
using TorchGradients.Models.Activations;
using TorchGradients.Models.Connections;
using TorchGradients.Models.Initializers;
using TorchGradients.Models.Normalizations;
using TorchGradients.Training;
using TorchGradients.Training.Clipping;
using Xunit;
using static TorchSharp.torch;
using LossFunctions = TorchGradients.Training.Losses.Losses;
using Rules = TorchGradients.Training.Optimizers.Optimizers;

namespace TorchGradients.Tests.Training;

/// <summary>
/// A member's slab of activations is a multiple of 64 bytes here, so that its bits do not depend on its neighbours.
/// </summary>
public sealed class MemberAxisTests
{
    const int Batch = 16;
    const int Features = 32;
    const int Classes = 8;

    static readonly Dictionary<string, (ModelConfig Model, TrainingConfig Training)> s_cases = Cases();

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Each_of_three_members_is_to_the_last_bit_what_it_is_alone(string name)
    {
        using var scope = NewDisposeScope();
        (ModelConfig model, TrainingConfig training) = s_cases[name];
        using TorchEngine together = Engine(model, training, [1, 2, 3]);
        using TorchEngine alone = Engine(model, training, [2]);
        using var generator = new Generator(5);

        for (int step = 0; step < 4; step++)
        {
            Tensor inputs = randn([3, Batch, Features], float32, generator: generator);
            Tensor labels = randint(Classes, [3, Batch], int64, generator: generator);
            StepResult three = together.Step(inputs, labels, step, SomeEngine.Everything);
            StepResult one = alone.Step(
                inputs.narrow(0, 1, 1).contiguous(), labels.narrow(0, 1, 1).contiguous(), step, SomeEngine.Everything);

            Assert.Equal(one.Losses[0], three.Losses[1]);
        }

        foreach ((Tensor expected, Tensor actual) in alone.Network.Parameters.Zip(together.Network.Parameters))
        {
            Assert.True(expected[0].eq(actual[1]).logical_or(expected[0].isnan()).all().item<bool>());
        }
    }

    static TorchEngine Engine(ModelConfig model, TrainingConfig training, IReadOnlyList<long> seeds) => new(
        global::TorchGradients.Models.Network.Build(model, Features, Classes, seeds, float32, CPU), training);

    static Dictionary<string, (ModelConfig Model, TrainingConfig Training)> Cases()
    {
        var model = new ModelConfig { Depth = 3, Width = 32, Activation = new("tanh"), BiasInitialization = new("torch-default") };
        var training = new TrainingConfig { Optimizer = new("adam"), Steps = 4 };
        var cases = new Dictionary<string, (ModelConfig, TrainingConfig)>();
        foreach (string name in NamesOf(Activations.All)) cases[name] = (model with { Activation = new(name) }, training);
        foreach (string name in NamesOf(Initializers.All)) cases[name] = (model with { Initialization = new(name) }, training);
        foreach (string name in NamesOf(Connections.All)) cases[name] = (model with { Connection = new(name) }, training);
        foreach (string name in NamesOf(Rules.All)) cases[name] = (model, training with { Optimizer = new(name) });
        foreach (string name in NamesOf(LossFunctions.All)) cases[name] = (model, training with { Loss = new(name) });
        foreach (string name in NamesOf(Clippings.All))
        {
            cases[$"clipping {name}"] = (model, training with
            {
                Clipping = name == "none" ? new(name) : SomeEngine.Component(name, """{"maximum":0.01}"""),
            });
        }

        foreach (ComponentDescription normalization in Normalizations.All.Components)
        {
            cases[normalization.Name] = (model with { Normalization = new(normalization.Name) }, training);
            if (!normalization.OptionsType.IsAssignableTo(typeof(PositionOptions))) continue;
            cases[$"{normalization.Name} after"] =
                (model with { Normalization = SomeEngine.Component(normalization.Name, """{"position":"post-activation"}""") }, training);
        }

        return cases;
    }

    static IEnumerable<string> NamesOf(IRegistry registry) => registry.Components.Select(component => component.Name);
}
