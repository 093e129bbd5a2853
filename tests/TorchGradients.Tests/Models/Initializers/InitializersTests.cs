using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Models.Initializers;
using TorchSharp;
using Xunit;
using Registered = TorchGradients.Models.Initializers.Initializers;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchGradients.Tests.Models.Initializers;

public sealed class InitializersTests
{
    const double Normal = 3, Uniform = 1.8;   // fourth moment over squared variance

    /// <summary>What each one claims: mean, variance for fan_in and fan_out, and the distribution's kurtosis.</summary>
    static readonly Dictionary<string, (double Mean, Func<double, double, double> Variance, double Kurtosis)> s_claims = new()
    {
        ["xavier-uniform {}"] = (0, (i, o) => 2 / (i + o), Uniform),
        ["""xavier-uniform {"gain":3}"""] = (0, (i, o) => 9 * 2 / (i + o), Uniform),
        ["xavier-normal {}"] = (0, (i, o) => 2 / (i + o), Normal),
        ["""xavier-normal {"gain":0.5}"""] = (0, (i, o) => 0.25 * 2 / (i + o), Normal),
        ["he-uniform {}"] = (0, (i, _) => 2 / i, Uniform),
        ["""he-uniform {"gain":1}"""] = (0, (i, _) => 1 / i, Uniform),
        ["he-normal {}"] = (0, (i, _) => 2 / i, Normal),
        ["""he-normal {"gain":2}"""] = (0, (i, _) => 4 / i, Normal),
        ["lecun-uniform {}"] = (0, (i, _) => 1 / i, Uniform),
        ["lecun-normal {}"] = (0, (i, _) => 1 / i, Normal),
        ["orthogonal {}"] = (0, (i, o) => 1 / Math.Max(i, o), Normal),
        ["""orthogonal {"gain":2}"""] = (0, (i, o) => 4 / Math.Max(i, o), Normal),
        ["lsuv {}"] = (0, (i, o) => 1 / Math.Max(i, o), Normal),
        ["normal {}"] = (0, (_, _) => 0.01 * 0.01, Normal),
        ["""normal {"mean":0.3,"standardDeviation":0.2}"""] = (0.3, (_, _) => 0.2 * 0.2, Normal),
        ["uniform {}"] = (0, (_, _) => 0.05 * 0.05 / 3, Uniform),
        ["""uniform {"range":2}"""] = (0, (_, _) => 4.0 / 3, Uniform),
        ["torch-default {}"] = (0, (i, _) => 1 / (3 * i), Uniform),
    };

    static readonly Dictionary<string, double> s_constants = new()
    {
        ["zeros {}"] = 0,
        ["constant {}"] = 0,
        ["""constant {"value":-0.7}"""] = -0.7,
    };

    public static TheoryData<string, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int>();
            foreach (string name in s_claims.Keys)
            {
                cases.Add(name, 300, 500);
                cases.Add(name, 500, 300);
                cases.Add(name, 400, 400);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Draws_have_the_mean_variance_and_shape_of_distribution_that_is_claimed(string name, int fanIn, int fanOut)
    {
        using var scope = torch.NewDisposeScope();
        Tensor weights = Draw(name, fanIn, fanOut);
        (double mean, Func<double, double, double> variance, double kurtosis) = s_claims[name];

        double expected = variance(fanIn, fanOut);
        Tensor centred = weights - weights.mean();
        double actual = centred.square().mean().item<double>();

        Assert.Equal([fanIn, fanOut], weights.shape);
        Assert.Equal(torch.float64, weights.dtype);
        // 150,000 draws or more: five deviations of the mean (1 / √n), of a normal's variance (√(2 / n)) and its
        // kurtosis (√(24 / n)).
        Assert.Equal(mean, weights.mean().item<double>(), 5 * Math.Sqrt(expected / weights.numel()));
        Assert.Equal(1, actual / expected, 5 * Math.Sqrt(2.0 / weights.numel()));
        Assert.Equal(kurtosis, centred.pow(4).mean().item<double>() / (actual * actual), 5 * Math.Sqrt(24.0 / weights.numel()));
        if (kurtosis == Uniform) Assert.True(weights.abs().max().item<double>() <= Math.Sqrt(3 * expected));
    }

    [Fact]
    public void Constants_are_constant()
    {
        using var scope = torch.NewDisposeScope();
        foreach ((string name, double value) in s_constants)
        {
            Assert.True(Draw(name, 3, 5).eq(value).all().item<bool>());
        }
    }

    [Fact]
    public void Every_registered_one_is_held_against_its_claim() => Assert.Equal(
        Registered.All.Components.Select(component => component.Name).Order(),
        s_claims.Keys.Concat(s_constants.Keys).Select(key => key.Split(' ')[0]).Distinct().Order());

    [Theory]
    [InlineData(60, 20, 1)]
    [InlineData(20, 60, 1)]
    [InlineData(40, 40, 2)]
    public void Orthogonal_matrices_have_orthogonal_rows_or_columns_whichever_are_fewer(int fanIn, int fanOut, double gain)
    {
        using var scope = torch.NewDisposeScope();
        Tensor q = Draw(FormattableString.Invariant($$"""orthogonal {"gain":{{gain}}}"""), fanIn, fanOut);

        Tensor products = fanIn >= fanOut ? q.t().matmul(q) : q.matmul(q.t());

        Tensor expected = torch.eye(Math.Min(fanIn, fanOut), dtype: torch.float64) * (gain * gain);
        Assert.True((products - expected).abs().max().item<double>() < 1e-13);
    }

    [Fact]
    public void Orthogonal_matrices_prefer_no_direction()
    {
        using var scope = torch.NewDisposeScope();
        double[] corners = [.. Enumerable.Range(0, 400).Select(seed => Draw("orthogonal {}", 4, 4, seed)[0, 0].item<double>())];

        // A corner of a random rotation in four dimensions has mean 0 and variance 1/4; five deviations of 400 draws.
        Assert.Equal(0, corners.Average(), 5 * 0.5 / 20);
        Assert.Equal(0.25, corners.Average(corner => corner * corner), 5 * 0.25 / 20);
    }

    [Fact]
    public void He_has_the_gain_of_relu_and_xavier_the_gain_1_whatever_the_activation_is()
    {
        foreach (string name in new[] { "he-normal", "he-uniform", "xavier-normal", "xavier-uniform" })
        {
            Array[] weights = [.. global::TorchGradients.Models.Activations.Activations.All.Components.Select(activation =>
            {
                var model = new ModelConfig { Depth = 1, Width = 8, Initialization = new(name), Activation = new(activation.Name) };
                using var network = Network.Build(model, 8, 2, [1], torch.float64, torch.CPU);
                return network.Weights(0)[0].Values;
            })];
            Assert.All(weights, values => Assert.Equal(weights[0], values));
        }
    }

    [Fact]
    public void Single_precision_weights_are_the_double_precision_ones_rounded()
    {
        var model = new ModelConfig { Depth = 1, Width = 8, Initialization = new("orthogonal") };
        using var twofold = Network.Build(model, 8, 2, [1], torch.float64, torch.CPU);
        using var single = Network.Build(model, 8, 2, [1], torch.float32, torch.CPU);

        Assert.Equal(((double[])twofold.Weights(0)[0].Values).Select(value => (float)value), (float[])single.Weights(0)[0].Values);
    }

    static Tensor Draw(string text, int fanIn, int fanOut, int seed = 3)
    {
        string[] parts = text.Split(' ', 2);
        Initializer initializer = Registered.All.Create(new ComponentConfig(parts[0], JsonNode.Parse(parts[1])!.AsObject()));
        using var generator = new torch.Generator((ulong)seed);
        return initializer.Draw(fanIn, fanOut, generator);
    }
}
