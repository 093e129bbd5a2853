using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.HandRolled;
using TorchGradients.Models;
using TorchGradients.Training;
using TorchGradients.Verification;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Verification;

/// <summary>Both engines on a small network, and batches of noise to train them on.</summary>
static class SomePair
{
    public const int Features = 6;
    public const int Classes = 3;
    public const int Batch = 16;

    public static RunConfig Config { get; } = new()
    {
        Data = new ComponentConfig("gaussian-noise"),
        Model = new ModelConfig
        {
            Depth = 5,
            Width = 8,
            Activation = new("tanh"),
            Initialization = new("xavier-normal"),
        },
        Training = new TrainingConfig { Optimizer = Component("sgd", """{"learningRate":0.1}"""), Steps = 20 },
    };

    public static EnginePair Of(RunConfig config, ScalarType precision = ScalarType.Float64) =>
        new(Torch(config, precision), HandRolled(config));

    public static TorchEngine Torch(RunConfig config, ScalarType precision = ScalarType.Float64) => new(
        Network.Build(config.Model, Features, Classes, [config.Seed], precision, CPU), config.Training);

    public static HandRolledEngine HandRolled(RunConfig config) => new(config, Features, Classes);

    /// <summary>The batch of a step, another in every step.</summary>
    public static (Tensor Inputs, Tensor Labels) BatchOf(int step, ScalarType precision = ScalarType.Float64)
    {
        using var generator = new Generator((ulong)(100 + step));
        return (randn([1, Batch, Features], float64, generator: generator).to(precision),
            randint(Classes, [1, Batch], int64, generator: generator));
    }

    public static ComponentConfig Component(string name, string options) => new(name, JsonNode.Parse(options)!.AsObject());
}
