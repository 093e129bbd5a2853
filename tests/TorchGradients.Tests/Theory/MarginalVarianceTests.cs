using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Execution;
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
/// Smooth one-sided activations under he-normal, 20 layers, 12 networks: what keeps them from the factor of infinite
/// width is mostly what comes back through the length of the activations, not that q wanders.
/// </summary>
public sealed class MarginalVarianceTests
{
    const int Depth = 20;
    const int Networks = 12;
    const int AtOnce = 4;
    const int Infinite = 1_000_000_000;

    // Minutes: on demand, with -explicit only. Measured, mean of ln(measured / predicted) without and with the length's
    // part: silu 0.5 and 0.4 %, mish 1.0 and 0.4 %, softplus 1.9 and 0.7 %.
    [Theory(Explicit = true)]
    [InlineData("silu")]
    [InlineData("mish")]
    [InlineData("softplus")]
    public void The_lengths_part_brings_them_within_one_and_a_half_percent(string activation)
    {
        Gap gap = Measure(activation, 512);

        Assert.InRange(gap.OfWidth, -0.015, 0.015);
        Assert.True(Math.Abs(gap.OfWidth) < Math.Abs(gap.OfInfiniteWidth));
    }

    // Measured at widths 256, 512 and 1024: 7.9, 5.2 and 3.2 % without, 5.1, 3.6 and 2.3 % with the length's part. The rest is
    // not covered.
    [Fact(Explicit = true)]
    public void Of_gelus_gap_it_is_a_part_and_the_rest_shrinks_with_width()
    {
        Gap narrow = Measure("gelu", 256), wide = Measure("gelu", 1024);

        Assert.InRange(wide.OfWidth, 0, 0.7 * narrow.OfWidth);
        Assert.InRange(wide.OfWidth / wide.OfInfiniteWidth, 0.5, 0.9);
    }

    // With the networks' own q_l put into the equations of infinite width, gelu's gap at 512 is 4.3 instead of 5.2 %.
    [Theory(Explicit = true)]
    [InlineData("gelu")]
    [InlineData("softplus")]
    public void That_the_variance_wanders_does_not_explain_it(string activation)
    {
        Gap gap = Measure(activation, 512);

        Assert.True(gap.OfMeasuredVariances > 0.7 * gap.OfInfiniteWidth);
    }

    /// <summary>Means of ln(measured / predicted decay factor).</summary>
    sealed record Gap(double OfWidth, double OfInfiniteWidth, double OfMeasuredVariances);

    static Gap Measure(string activation, int width)
    {
        var gaps = new List<Gap>();
        for (int first = 1; first <= Networks; first += AtOnce) gaps.AddRange(Measure(activation, width, first));
        return new Gap(gaps.Average(gap => gap.OfWidth), gaps.Average(gap => gap.OfInfiniteWidth), gaps.Average(gap => gap.OfMeasuredVariances));
    }

    static IEnumerable<Gap> Measure(string activation, int width, int first)
    {
        using var scope = torch.NewDisposeScope();
        var model = new ModelConfig { Depth = Depth, Width = width, Activation = new(activation), Initialization = new("he-normal") };
        using var data = PreparedData.Prepare(
            new("gaussian-noise", new() { ["samples"] = 128, ["features"] = width, ["batchSize"] = 128 }), torch.float32, torch.CPU);
        using var engine = new TorchEngine(
            Network.Build(model, width, data.Classes, [.. Enumerable.Range(first, AtOnce).Select(seed => (long)seed)], torch.float32, torch.CPU),
            SomeEngine.Training);
        InputMoments inputs = InputStatistics.Of(data);
        double finite = LogFactor(model, width, data.Classes, inputs), infinite = LogFactor(model with { Width = Infinite }, Infinite, data.Classes, inputs);
        var measured = engine.Step(
            data.TrainInputs.unsqueeze(0).expand(AtOnce, -1, -1), data.TrainLabels.unsqueeze(0).expand(AtOnce, -1), 0,
            new HashSet<Measurement> { Measurement.DeltaNorm, Measurement.ActivationMean, Measurement.ActivationStandardDeviation }).Measured;
        return
        [
            .. measured.Select(member =>
            {
                double factor = Math.Log(DecayFactor.From(member[Measurement.DeltaNorm])!.FactorPerLayer!.Value);
                return new Gap(factor - finite, factor - infinite, factor - WithMeasuredVariances(member, activation, inputs));
            }),
        ];
    }

    static double LogFactor(ModelConfig model, int width, int classes, InputMoments inputs) => Math.Log(DecayFactor.From(
        [.. MeanField.Predict(NetworkSettings.Of(model, width, classes), inputs)!.Select(layer => (double?)layer.Delta)])!.FactorPerLayer!.Value);

    /// <summary>∏ √χ_l with χ_l = 2 E[φ′(√q_l x)²], q_l = 2 mean φ(z_(l−1))² as measured.</summary>
    static double WithMeasuredVariances(Measurements member, string activation, InputMoments inputs)
    {
        var moments = new ActivationMoments(TorchGradients.Models.Activations.Activations.All.Create(activation));
        double?[] delta = new double?[Depth + 1];
        delta[Depth] = 1;
        for (int l = Depth - 1; l >= 0; l--)
        {
            double square = l == 0
                ? inputs.SecondMoments.Average()
                : Math.Pow(member[Measurement.ActivationMean][l - 1]!.Value, 2) + Math.Pow(member[Measurement.ActivationStandardDeviation][l - 1]!.Value, 2);
            delta[l] = delta[l + 1] * Math.Sqrt(2 * moments.SlopeSquare(2 * square));
        }

        return Math.Log(DecayFactor.From(delta)!.FactorPerLayer!.Value);
    }
}
