using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Models;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Tests.Training;
using TorchGradients.Theory;
using TorchGradients.Training;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>
/// Scatter and typical value of the decay factor against 2,000 networks of 8 layers, one sample each. So many that half
/// the shift, or a variance of 4 / n or 6 / n in place of 5 / n, lies outside of what is allowed.
/// </summary>
/// <remarks>
/// Inputs are small where outputs would grow with them (relu, linear), so that δ_L knows nothing of z_L. Of large
/// outputs theory takes the mean over a batch, which weighs samples by their ‖δ_L‖²; a single one strays from that by
/// its own z_L · δ_L, of order 1 / n too.
/// </remarks>
public sealed class FiniteWidthTests
{
    const int Depth = 8;
    const int Networks = 2000;
    const int AtOnce = 100;

    // Those at 128 units take ten seconds each: two of them always, the others on demand, with -explicit only.
    [Theory]
    [InlineData("relu", "he-normal", "none", 64)]
    [InlineData("identity", "lecun-normal", "none", 32)]
    [InlineData("tanh", "he-normal", "none", 64)]
    [InlineData("tanh", "orthogonal", "none", 64)]
    [InlineData("tanh", "lsuv", "none", 64)]
    [InlineData("sigmoid", "xavier-normal", "none", 64)]
    [InlineData("relu", "lecun-normal", "layer-norm", 128)]
    [InlineData("gelu", "he-normal", "rms-norm", 128)]
    [InlineData("gelu", "lecun-normal", "none", 128, Explicit = true)]
    [InlineData("tanh", "lecun-normal", "layer-norm", 128, Explicit = true)]
    [InlineData("tanh", "lecun-normal", "layer-norm", 128, 0.7, Explicit = true)]
    [InlineData("relu", "lecun-normal", "rms-norm", 128, Explicit = true)]
    public void Networks_scatter_about_the_typical_one_as_predicted(
        string activation, string initialization, string normalization, int width, double biasDeviation = 0)
    {
        var model = new ModelConfig
        {
            Depth = Depth,
            Width = width,
            Activation = new(activation),
            Initialization = initialization == "lsuv" ? new("lsuv", new() { ["tolerance"] = 1e-4 }) : new(initialization),
            BiasInitialization = new("normal", new() { ["standardDeviation"] = biasDeviation }),
            Normalization = new(normalization),
        };
        (double[] logarithms, IReadOnlyList<LayerPrediction> layers) = Measure(model);
        FiniteWidth predicted = FiniteWidth.Of(layers)!;
        double wide = Math.Log(DecayFactor.From([.. layers.Select(layer => (double?)layer.Delta)])!.FactorPerLayer!.Value);
        double mean = logarithms.Average() - wide;
        double deviation = Math.Sqrt(logarithms.Sum(value => Math.Pow(value - mean - wide, 2)) / (Networks - 1));

        // The next order in 1 / n. A layer's ln(1 + x), x of variance v a mean of squares, varies by v + v² / 2 and has
        // the mean -v / 2 - v² / 12 where squares are those of normal numbers (χ²), by v + 0.8 v² and -v / 2 - 0.17 v²
        // for relu: at most v² and v² / 4 are allowed. For plain relu and linear layers theory has all orders.
        double v = IsExact(model) ? 0 : layers.SkipLast(2).Max(layer => OfStep(layer.Fluctuation!));

        // What so many networks tell a deviation to, with their own fourth moment m: √((m / s⁴ − 1) / 4N).
        double fourth = logarithms.Average(value => Math.Pow(value - mean - wide, 4)) / Math.Pow(deviation, 4);
        double allowed = 3 * Math.Sqrt((fourth - 1) / (4 * Networks)) + v / 2;
        double typical = Math.Log(predicted.TypicalFactor);
        double noise = 3 * deviation / Math.Sqrt(Networks) + v * v / 8;

        Assert.InRange(deviation / predicted.Deviation, 1 - allowed, 1 + allowed);
        Assert.InRange(mean, typical - noise, typical + noise);
        Assert.True(allowed < 0.085 && noise < Math.Abs(typical) / 2, "too few networks to tell 4 / n from 5 / n, or half the shift");
    }

    /// <summary>Variance of the logarithm that a layer's own width gives one step.</summary>
    static double OfStep(LayerFluctuation layer) => layer.Backward
        + (layer.IsDividedAbove ? layer.Share * layer.Share * layer.Forward + layer.Divisor - 2 * layer.Share * layer.Covariance : 0);

    static bool IsExact(ModelConfig model) => model is { Activation.Name: "relu" or "identity", Normalization.Name: "none" };

    [Fact]
    public void Of_group_norm_there_is_no_scatter_and_a_reason()
    {
        FirstStepTheory theory = FirstStepTheory.Of(
            new ModelConfig { Depth = 4, Width = 64, Normalization = new("group-norm") }, 64, 10, InputMoments.Standard, loss: null);

        OutcomeTheory compared = theory.Compare([1, 1, 1, 1, 1]);

        Assert.Null(theory.FiniteWidth);
        Assert.Equal((null, null, TheoryLimits.ScatterUnknown), (compared.TypicalFactor, compared.Agrees, compared.Reason));
        Assert.Contains("group norm", TheoryLimits.ScatterUnknown, StringComparison.Ordinal);
    }

    // One group is all units: group norm is then layer norm.
    [Fact]
    public void One_group_scatters_as_layer_norm()
    {
        FiniteWidth? Of(ComponentConfig normalization) => FirstStepTheory.Of(
            new ModelConfig { Depth = 4, Width = 64, Normalization = normalization }, 64, 10, InputMoments.Standard, loss: null).FiniteWidth;

        Assert.Equal(Of(new("layer-norm")), Of(new("group-norm", new() { ["groups"] = 1 })));
    }

    static (double[] Logarithms, IReadOnlyList<LayerPrediction> Layers) Measure(ModelConfig model)
    {
        double size = IsExact(model) ? 0.01 : 1;
        using var data = PreparedData.Prepare(
            new("gaussian-noise", new() { ["samples"] = 2, ["features"] = model.Width, ["batchSize"] = 1 }), torch.float64, torch.CPU);
        using torch.Tensor row = data.TrainInputs.narrow(0, 0, 1) * size;   // [1, features]
        using torch.Tensor label = data.TrainLabels.narrow(0, 0, 1);
        double[] logarithms =
        [
            .. Enumerable.Range(0, Networks / AtOnce).SelectMany(part => Measure(model, row, label, data.Classes, part * AtOnce + 1)),
        ];
        using torch.Tensor square = row.square().mean();
        NetworkSettings settings = NetworkSettings.Of(model, model.Width, data.Classes, SomeEngine.Training.Loss);
        return (logarithms, MeanField.Predict(settings, InputMoments.Of([square.item<double>()], 1))!);
    }

    static IEnumerable<double> Measure(ModelConfig model, torch.Tensor row, torch.Tensor label, int classes, int first)
    {
        using var scope = torch.NewDisposeScope();
        using var engine = new TorchEngine(
            Network.Build(
                model, model.Width, classes, [.. Enumerable.Range(first, AtOnce).Select(seed => (long)seed)], torch.float64, torch.CPU),
            SomeEngine.Training);
        IReadOnlyList<Measurements> measured = engine.Step(
            row.unsqueeze(0).expand(AtOnce, -1, -1), label.unsqueeze(0).expand(AtOnce, -1), 0,
            new HashSet<Measurement> { Measurement.DeltaNorm }).Measured;
        return [.. measured.Select(member => Math.Log(DecayFactor.From(member[Measurement.DeltaNorm])!.FactorPerLayer!.Value))];
    }
}
