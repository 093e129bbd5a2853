using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Execution;
using TorchGradients.Models;
using TorchGradients.Models.Activations;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Tests.Training;
using TorchGradients.Theory;
using TorchGradients.Training;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>
/// The prediction against networks of 20 layers and 512 units, the mean of three seeds: within 1.5 %.
/// </summary>
public sealed class MeasuredDecayTests
{
    const int Width = 512;
    const double Within = 0.015;

    internal static readonly string[] Initializations =
        ["torch-default", "xavier-normal", "xavier-uniform", "he-normal", "lecun-normal", "orthogonal"];

    public static TheoryData<string, string> EveryActivation { get; } =
        [.. Activations.All.Components.Select(activation => (activation.Name, "xavier-normal"))];

    public static TheoryData<string, string> EveryInitialization { get; } =
        [.. Initializations.Select(initialization => ("tanh", initialization))];

    // Without gelu under he-normal, which theory itself names as marginal (FiniteWidth.IsMarginal): the variance of z
    // wanders, so that each network goes a way of its own, and the mean of three seeds strays by 6.8 %. So are silu and
    // mish, by 1.4 %. MarginalVarianceTests holds all three with twelve networks: with their own variances they are
    // predicted to 1 %.
    public static TheoryData<string, string> EveryPair { get; } =
    [
        .. Activations.All.Components
            .SelectMany(activation => Initializations.Select(initialization => (activation.Name, initialization)))
            .Where(pair => pair is not { initialization: "he-normal", Name: "gelu" }),
    ];

    [Theory, MemberData(nameof(EveryActivation)), MemberData(nameof(EveryInitialization))]
    public void A_wide_network_decays_as_predicted(string activation, string initialization) =>
        AssertPredicted(Model(activation, initialization));

    // Minutes: on demand, with -explicit only.
    [Theory(Explicit = true), MemberData(nameof(EveryPair))]
    public void Every_activation_with_every_initialization_decays_as_predicted(string activation, string initialization) =>
        AssertPredicted(Model(activation, initialization));

    [Theory]
    [InlineData("batch-norm", "pre-activation", "plain")]
    [InlineData("batch-norm", "post-activation", "plain")]
    [InlineData("layer-norm", "pre-activation", "plain")]
    [InlineData("layer-norm", "post-activation", "plain")]
    [InlineData("rms-norm", "pre-activation", "plain")]
    [InlineData("rms-norm", "post-activation", "plain")]
    [InlineData("layer-norm", "pre-activation", "residual")]
    [InlineData("batch-norm", "pre-activation", "residual")]
    public void Normalised_networks_decay_as_predicted(string normalization, string position, string connection) =>
        AssertPredicted(Model("tanh", "lecun-normal") with
        {
            Normalization = new(normalization, new() { ["position"] = position }),
            Connection = new(connection),
        });

    // 512 units: 64 groups of 8, 16 of 32. By the equations of wide groups they would be 9 and 1.6 % a layer off.
    [Theory]
    [InlineData("tanh", 64, "plain")]
    [InlineData("tanh", 16, "plain")]
    [InlineData("relu", 64, "plain")]
    [InlineData("relu", 16, "plain")]
    [InlineData("tanh", 64, "residual")]
    public void Networks_of_small_groups_decay_as_predicted(string activation, int groups, string connection) =>
        AssertPredicted(Model(activation, "lecun-normal") with
        {
            Normalization = new("group-norm", new() { ["groups"] = groups }),
            Connection = new(connection),
        });

    [Fact]
    public void A_residual_network_decays_as_predicted() =>
        AssertPredicted(Model("tanh", "xavier-normal") with { Connection = new("residual") });

    [Fact]
    public void Biases_count_as_predicted() => AssertPredicted(Model("tanh", "xavier-normal") with
    {
        BiasInitialization = new("normal", new() { ["standardDeviation"] = 0.3 }),
    });

    [Fact]
    public void Lsuv_brings_the_variance_that_is_predicted() => AssertPredicted(Model("tanh", "lsuv"));

    [Fact]
    public void Lsuv_takes_the_deviation_from_the_mean_that_biases_bring() => AssertPredicted(Model("tanh", "lsuv") with
    {
        BiasInitialization = new("constant", new() { ["value"] = 0.8 }),
    });

    static ModelConfig Model(string activation, string initialization) => new()
    {
        Depth = 20,
        Width = Width,
        Activation = new(activation),
        Initialization = new(initialization),
    };

    static void AssertPredicted(ModelConfig model)
    {
        using var scope = torch.NewDisposeScope();
        using var data = PreparedData.Prepare(
            new("gaussian-noise", new() { ["samples"] = 128, ["features"] = Width, ["batchSize"] = 128 }), torch.float32, torch.CPU);
        using var engine = new TorchEngine(
            Network.Build(model, Width, data.Classes, [1, 2, 3], torch.float32, torch.CPU), SomeEngine.Training);
        IReadOnlyList<LayerPrediction> layers =
            MeanField.Predict(NetworkSettings.Of(model, Width, data.Classes, SomeEngine.Training.Loss), InputStatistics.Of(data))!;

        IReadOnlyList<Measurements> measured = engine.Step(
            data.TrainInputs.unsqueeze(0).expand(3, -1, -1), data.TrainLabels.unsqueeze(0).expand(3, -1), 0,
            new HashSet<Measurement> { Measurement.DeltaNorm }).Measured;

        double mean = measured.Average(member => DecayFactor.From(member[Measurement.DeltaNorm])!.FactorPerLayer!.Value);
        double predicted = DecayFactor.From([.. layers.Select(layer => (double?)layer.Delta)])!.FactorPerLayer!.Value;
        Assert.InRange(mean / predicted, 1 - Within, 1 + Within);
    }
}
