using TorchGradients.Models.Activations;
using TorchGradients.Theory;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>Against maps that are iterated here, by sums over a grid, and whose slopes are taken from their steps.</summary>
public sealed class PhaseDiagnosisTests
{
    [Theory]
    [InlineData(1.5, 0.05, Phase.Ordered)]
    [InlineData(2.5, 0.05, Phase.Chaotic)]
    [InlineData(4.0, 0.2, Phase.Chaotic)]
    public void Fixed_points_and_depth_scales_of_tanh_are_those_of_the_iterated_maps(double weightVariance, double biasVariance, Phase phase)
    {
        double[] variances = Iterated(q => weightVariance * Mean(q, 1) + biasVariance, 1, 400);
        double q = variances[^1];
        double[] correlations = Iterated(c => (weightVariance * Mean(q, c) + biasVariance) / q, 0.6, 400);

        PhaseDiagnosis found = PhaseDiagnosis.Of(new ActivationMoments(Activations.All.Create("tanh")), weightVariance, biasVariance);

        Assert.Equal(phase, found.Phase);
        Assert.Equal(q, found.Variance, 1e-6);
        Assert.Equal(correlations[^1], found.Correlation!.Value, 1e-5);
        Assert.Equal(Scale(variances), found.VarianceDepth!.Value, 1e-2);
        Assert.Equal(1, Scale(correlations) / found.CorrelationDepth!.Value, 1e-2);
        Assert.Equal(6 * found.CorrelationDepth, found.TrainableDepth);
    }

    [Fact]
    public void Tanh_is_critical_at_1_761_and_has_no_finite_scale_there()
    {
        PhaseDiagnosis found = Of("tanh", 1.761, 0.05);

        Assert.Equal((Phase.Critical, 1, double.PositiveInfinity), (found.Phase, found.Correlation, found.TrainableDepth));
        Assert.Equal((Phase.Ordered, Phase.Chaotic), (Of("tanh", 1.7, 0.05).Phase, Of("tanh", 1.83, 0.05).Phase));
    }

    [Theory]
    [InlineData("tanh", 0.64, 0, null)]                         // dies out, where tanh is a line: nothing becomes alike
    [InlineData("tanh", 1, 0, null)]
    [InlineData("relu", 1, 0, 1.0)]                             // dies out, and halves the angle's square on the way
    [InlineData("relu", 3, double.PositiveInfinity, 1.0)]       // explodes, and inputs become alike all the same
    [InlineData("identity", 3, double.PositiveInfinity, null)]
    public void Where_the_variance_has_no_fixed_point_there_is_no_depth_scale(
        string activation, double weightVariance, double variance, double? correlation)
    {
        PhaseDiagnosis found = Of(activation, weightVariance, 0);

        Assert.Equal((variance, correlation), (found.Variance, found.Correlation));
        Assert.Equal((null, null, null), (found.CorrelationDepth, found.VarianceDepth, found.TrainableDepth));
    }

    static PhaseDiagnosis Of(string activation, double weightVariance, double biasVariance) =>
        PhaseDiagnosis.Of(new ActivationMoments(Activations.All.Create(activation)), weightVariance, biasVariance);

    static double[] Iterated(Func<double, double> map, double start, int times)
    {
        var values = new double[times];
        values[0] = start;
        for (int i = 1; i < times; i++) values[i] = map(values[i - 1]);
        return values;
    }

    /// <summary>-1 / ln of the factor by which successive steps shrink, where they are small but not yet rounding.</summary>
    static double Scale(double[] values)
    {
        int i = Enumerable.Range(1, values.Length - 2).First(i => Math.Abs(values[i + 1] - values[i]) < 1e-6);
        return -1 / Math.Log((values[i + 1] - values[i]) / (values[i] - values[i - 1]));
    }

    /// <summary>E[tanh(u) tanh(v)], u and v of variance q and correlation c: the sum over a grid of two independent normals.</summary>
    static double Mean(double q, double c)
    {
        const double Step = 0.125, Furthest = 8;
        double sum = 0, weight = 0;
        for (double x = -Furthest; x <= Furthest; x += Step)
        {
            for (double y = -Furthest; y <= Furthest; y += Step)
            {
                double density = Math.Exp(-(x * x + y * y) / 2);
                weight += density;
                sum += density * Math.Tanh(Math.Sqrt(q) * x) * Math.Tanh(Math.Sqrt(q) * (c * x + Math.Sqrt(Math.Max(0, 1 - c * c)) * y));
            }
        }

        return sum / weight;
    }
}
