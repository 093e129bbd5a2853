using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Probes;
using TorchGradients.Training;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>
/// Numbers of twenty steps, as the engine made them when it trained parameter by parameter, without stacks: what makes it
/// faster must not change them beyond rounding.
/// </summary>
public sealed class GoldenRunTests
{
    // optimizer | activation | normalization | connection | loss | clipping
    [Theory]
    [InlineData("""sgd {"learningRate":0.1,"momentum":0.9,"nesterov":true,"weightDecay":0.01}|tanh|batch-norm|plain|cross-entropy|norm {"maximum":0.1}""",
        0.7549123636058706, 0.10759073793879435, 0.00020751214943567868)]
    [InlineData("""rmsprop {"momentum":0.5,"centered":true}|relu|layer-norm|residual|mse|none""",
        0.006355896910216646, 0.008571743351687063, 0.0002894794443493807)]
    [InlineData("""adam|sigmoid|none|plain|cross-entropy|none""",
        0.539875432367073, 0.011684513796249097, 3.0078936769751338E-05)]
    [InlineData("""adamw|gelu|weight-norm|plain|cross-entropy|value {"maximum":0.05}""",
        0.7010529508225986, 0.21520778278176916, 5.6244337620757054E-05)]
    [InlineData("""nadam|prelu|rms-norm|residual|cross-entropy|none""",
        0.5029188122797775, 0.14114083356781387, 5.419178967993647E-05)]
    [InlineData("""radam|softplus|none|plain|mse|none""",
        0.5545559385844371, 0.13733135170331695, 2.5878114372138342E-06)]
    [InlineData("""adagrad|mish|group-norm {"groups":1}|plain|cross-entropy|none""",
        0.5152981666501601, 0.12808972526669948, 5.609689102311171E-05)]
    [InlineData("""adadelta|selu|batch-norm {"position":"post-activation"}|plain|cross-entropy|norm {"maximum":0.5}""",
        0.9436951016088096, 0.2164847651111642, 9.848355425651094E-05)]
    public void Twenty_steps_come_to_what_they_came_to_before(string components, double loss, double delta, double update)
    {
        using var scope = NewDisposeScope();
        ComponentConfig[] parts = [.. components.Split('|').Select(Component)];
        var model = new ModelConfig
        {
            Depth = 3,
            Width = 5,
            Activation = parts[1],
            Initialization = new("lsuv"),
            BiasInitialization = new("normal"),
            Normalization = parts[2],
            Connection = parts[3],
        };
        var training = new TrainingConfig
        {
            Optimizer = parts[0],
            Loss = parts[4],
            Clipping = parts[5],
            Schedule = new("cosine"),
            Steps = 20,
        };
        using var engine = new TorchEngine(
            global::TorchGradients.Models.Network.Build(model, SomeEngine.Features, SomeEngine.Classes, [1], float64, CPU), training);
        var (inputs, labels) = SomeEngine.BatchOf();

        StepResult last = new([], []);
        for (int step = 0; step < 20; step++)
        {
            last = engine.Step(inputs, labels, step, new HashSet<Measurement> { Measurement.DeltaNorm, Measurement.UpdateNorm });
        }

        // Twenty steps carry a rounding of 1e-16 no further than this.
        Assert.Equal(1, last.Losses[0] / loss, 1e-10);
        Assert.Equal(1, last.Measured[0][Measurement.DeltaNorm][0]!.Value / delta, 1e-10);
        Assert.Equal(1, last.Measured[0][Measurement.UpdateNorm][1]!.Value / update, 1e-8);
    }

    static ComponentConfig Component(string text) => text.Split(' ', 2) is [var name, var options]
        ? new(name, JsonNode.Parse(options)!.AsObject())
        : new(text);
}
