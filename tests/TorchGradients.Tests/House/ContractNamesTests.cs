using TorchGradients.Configuration;
using TorchGradients.Planning;
using Xunit;

namespace TorchGradients.Tests.House;

/// <summary>Names that configs outside the repository use, and the values that those configs leave out.</summary>
public sealed class ContractNamesTests
{
    const string Data = "batchSize 64, scaling null, shuffle true, trainLimit null, testLimit null, validationFraction 0";
    const string PositionAndEpsilon = "position \"pre-activation\", epsilon 1E-05";

    static readonly Dictionary<string, string[]> s_names = new()
    {
        ["data set"] = ["digits", "fashion-mnist", "idx", "csv", "spirals", "gaussian-clusters", "parity", "teacher", "gaussian-noise"],
        ["architecture"] = ["mlp"],
        ["activation"] =
        [
            "sigmoid", "tanh", "relu", "leaky-relu", "prelu", "elu", "selu", "gelu", "silu", "mish", "softplus", "softsign",
            "hard-tanh", "hard-sigmoid", "identity",
        ],
        ["initialization"] =
        [
            "xavier-uniform", "xavier-normal", "he-uniform", "he-normal", "lecun-uniform", "lecun-normal", "orthogonal", "normal",
            "uniform", "torch-default", "constant", "zeros", "lsuv",
        ],
        ["normalization"] = ["none", "batch-norm", "layer-norm", "rms-norm", "group-norm", "weight-norm"],
        ["connection"] = ["plain", "residual"],
        ["optimizer"] = ["sgd", "rmsprop", "adam", "adamw", "nadam", "radam", "adagrad", "adadelta"],
        ["schedule"] = ["constant", "step", "exponential", "cosine", "linear-warmup", "one-cycle"],
        ["clipping"] = ["none", "norm", "value"],
        ["loss"] = ["cross-entropy", "mse"],
        ["engine"] = ["torch", "hand-rolled"],
        ["probe"] =
        [
            "delta-norm", "activation-gradient-norm", "weight-gradient-norm", "bias-gradient-norm", "weight-norm", "update-norm",
            "update-ratio", "weight-factor", "derivative-factor", "activation-mean", "activation-std", "saturation", "dead-units",
            "zero-gradient", "gradient-signal-to-noise", "train-loss",
        ],
    };

    public static TheoryData<string> Families => [.. s_names.Keys];

    [Theory, MemberData(nameof(Families))]
    public void Every_family_holds_the_names_of_the_contract(string family) =>
        Assert.Empty(s_names[family].Except(RegistryOf(family).Components.Select(component => component.Name)));

    [Theory]
    [InlineData("data set", "digits", Data)]
    [InlineData("data set", "csv", "testFraction 0.2")]
    [InlineData("data set", "gaussian-noise", "samples 4096, features 64, classes 10, dataSeed 0")]
    [InlineData("data set", "gaussian-clusters", "samples 4096, features 64, classes 10, dataSeed 0")]
    [InlineData("data set", "teacher", "samples 4096, features 64, classes 10, dataSeed 0")]
    [InlineData("data set", "spirals", "samples 4096, features 2, classes 3, dataSeed 0")]
    [InlineData("data set", "parity", "samples 4096, features 64, classes 2, dataSeed 0")]
    [InlineData("activation", "leaky-relu", "negativeSlope 0.01")]
    [InlineData("activation", "prelu", "initialSlope 0.25")]
    [InlineData("activation", "elu", "alpha 1")]
    [InlineData("activation", "softplus", "beta 1, threshold 20")]
    [InlineData("activation", "hard-tanh", "minimum -1, maximum 1")]
    [InlineData("initialization", "normal", "standardDeviation 0.01, mean 0")]
    [InlineData("initialization", "uniform", "range 0.05")]
    [InlineData("initialization", "he-normal", "gain 1.4142135623730951")]
    [InlineData("initialization", "he-uniform", "gain 1.4142135623730951")]
    [InlineData("initialization", "xavier-normal", "gain 1")]
    [InlineData("initialization", "xavier-uniform", "gain 1")]
    [InlineData("initialization", "orthogonal", "gain 1")]
    [InlineData("normalization", "batch-norm", PositionAndEpsilon + ", momentum 0.1")]
    [InlineData("normalization", "layer-norm", PositionAndEpsilon)]
    [InlineData("normalization", "rms-norm", PositionAndEpsilon)]
    [InlineData("normalization", "group-norm", PositionAndEpsilon)]
    [InlineData("optimizer", "sgd", "learningRate 0.001, momentum 0, nesterov false, weightDecay 0")]
    [InlineData("optimizer", "rmsprop", "learningRate 0.01, alpha 0.99, epsilon 1E-08, momentum 0, centered false, weightDecay 0")]
    [InlineData("optimizer", "adam", "learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1E-08, weightDecay 0")]
    [InlineData("optimizer", "adamw", "learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1E-08, weightDecay 0.01")]
    [InlineData("optimizer", "nadam", "learningRate 0.002, beta1 0.9, beta2 0.999, epsilon 1E-08, momentumDecay 0.004, weightDecay 0")]
    [InlineData("optimizer", "radam", "learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1E-08, weightDecay 0")]
    [InlineData("optimizer", "adagrad", "learningRate 0.01, learningRateDecay 0, epsilon 1E-10, weightDecay 0")]
    [InlineData("optimizer", "adadelta", "learningRate 1, rho 0.9, epsilon 1E-06, weightDecay 0")]
    [InlineData("schedule", "step", "factor 0.1")]
    [InlineData("schedule", "cosine", "minimumFactor 0")]
    [InlineData("schedule", "one-cycle", "warmupFraction 0.3, divisor 25, finalDivisor 10000")]
    public void What_a_config_leaves_out_is_the_default_of_the_contract_or_of_pytorch(string family, string name, string defaults)
    {
        ComponentDescription component = RegistryOf(family).Components.Single(component => component.Name == name);
        object options = Activator.CreateInstance(component.OptionsType)!;

        foreach (string[] pair in defaults.Split(", ").Select(pair => pair.Split(' ')))
        {
            object? value = component.OptionsType
                .GetProperty(char.ToUpperInvariant(pair[0][0]) + pair[0][1..])!.GetValue(options);
            Assert.Equal((pair[0], pair[1]), (pair[0], value switch
            {
                null => "null",
                string text => $"\"{text}\"",
                bool flag => flag ? "true" : "false",
                IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
                _ => value.ToString(),
            }));
        }
    }

    [Fact]
    public void A_probe_is_due_at_every_step_from_the_first_to_the_end() =>
        Assert.Equal((1, 0, null), (new ProbeConfig().Every, new ProbeConfig().From, new ProbeConfig().Until));

    static IRegistry RegistryOf(string family) => Catalogue.All.Single(registry => registry.Family == family);
}
