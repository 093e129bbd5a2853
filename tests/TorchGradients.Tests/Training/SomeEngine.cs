using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Probes;
using TorchGradients.Training;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>Small engines and batches to test with.</summary>
static class SomeEngine
{
    public const int Features = 6;
    public const int Classes = 3;
    public const int Batch = 8;

    public static readonly IReadOnlySet<Measurement> Everything = Enum.GetValues<Measurement>().ToHashSet();
    public static readonly IReadOnlySet<Measurement> Nothing = new HashSet<Measurement>();

    public static ModelConfig Model { get; } = new()
    {
        Depth = 3,
        Width = 5,
        Activation = new("tanh"),
        Initialization = new("xavier-normal"),
        BiasInitialization = new("normal"),
    };

    public static TrainingConfig Training { get; } = new()
    {
        Optimizer = Component("sgd", """{"learningRate":0.1}"""),
        Steps = 300,
    };

    /// <summary>A model and its training with a component, for which it is wide enough.</summary>
    public static (ModelConfig Model, TrainingConfig Training) With(string family, string name)
    {
        var component = new ComponentConfig(name);
        ModelConfig wide = Model with { Width = 8 };   // as many units as group-norm has groups
        return family switch
        {
            "activation" => (wide with { Activation = component }, Training),
            "normalization" => (wide with { Normalization = component }, Training),
            "connection" => (wide with { Connection = component }, Training),
            "optimizer" => (wide, Training with { Optimizer = component }),
            "clipping" => (wide, Training with { Clipping = component }),
            "loss" => (wide, Training with { Loss = component }),
            "schedule" => (wide, Training with { Schedule = component }),
            _ => throw new ArgumentOutOfRangeException(nameof(family), family, null),
        };
    }

    public static TorchEngine Of(
        ModelConfig? model = null, TrainingConfig? training = null, ScalarType precision = ScalarType.Float64,
        params long[] seeds) => new(
            Network.Build(model ?? Model, Features, Classes, seeds.Length == 0 ? [1] : seeds, precision, CPU),
            training ?? Training);

    public static (Tensor Inputs, Tensor Labels) BatchOf(int members = 1)
    {
        using var generator = new Generator(11);
        return (randn([members, Batch, Features], float64, generator: generator),
            randint(Classes, [members, Batch], int64, generator: generator));
    }

    public static ComponentConfig Component(string name, string options) =>
        new(name, JsonNode.Parse(options)!.AsObject());
}
