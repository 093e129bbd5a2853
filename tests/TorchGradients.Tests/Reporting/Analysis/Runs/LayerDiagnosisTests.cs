using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Runs;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Runs;

public sealed class LayerDiagnosisTests
{
    [Theory]
    [InlineData(1, 1, 0, 0, 0, 1e-3, LayerCondition.Healthy)]
    [InlineData(0.05, 1, 0, 0, 0, 1e-3, LayerCondition.Vanishing)]
    [InlineData(20, 1, 0, 0, 0, 1e-3, LayerCondition.Exploding)]
    [InlineData(1, 1, 0.6, 0, 0, 1e-3, LayerCondition.Saturated)]
    [InlineData(1, 1, 0.9, 0.6, 0.6, 1e-3, LayerCondition.Dead)] // dead units are saturated and have zeros by right
    [InlineData(1, 1, 0, 0, 0.6, 1e-3, LayerCondition.Underflowed)]
    [InlineData(0, 1, 0, 0, 1, 0, LayerCondition.Underflowed | LayerCondition.Vanishing | LayerCondition.Frozen)]
    [InlineData(1e-40, 1e-40, 0, 0, 0, 1e-3, LayerCondition.Denormal)]
    [InlineData(1, 1, 0, 0, 0, 1e-9, LayerCondition.Frozen)]
    [InlineData(double.NaN, 1, 0, 0, 0, 1e-3, LayerCondition.NotFinite)]
    public void A_layer_is_told_what_ails_it(
        double delta, double last, double saturation, double dead, double zero, double update, LayerCondition expected)
    {
        var profile = new LayerProfile(0,
        [
            new LayerState(1, delta, null, null, null, null, saturation, dead, zero),
            new LayerState(2, last, null, null, null, null, null, null, null),
            new LayerState(3, 1, null, null, null, null, null, null, null),
        ]);

        var layers = LayerDiagnosis.Of(profile, [update, 1e-3, 1e-3], new NumberFormat("float32", 1), new AnalysisConfig());

        Assert.Equal(expected, layers[0].Conditions);
        Assert.Equal(LayerCondition.Healthy, layers[2].Conditions); // the output layer is of another width: not compared
    }

    [Fact]
    public void Thresholds_are_those_of_the_config()
    {
        var profile = Some.Profile(hidden: 3, factor: 0.5, derivative: 0.5, update: 1e-3, saturation: 0.3);
        double?[] updates = [1e-3, 1e-3, 1e-3, 1e-3];

        var mild = LayerDiagnosis.Of(profile, updates, NumberFormat.Default, new AnalysisConfig());
        var strict = LayerDiagnosis.Of(profile, updates, NumberFormat.Default,
            new AnalysisConfig { Vanishing = 0.3, Saturated = 0.2, FrozenUpdateRatio = 0.01 });

        Assert.Equal(LayerCondition.Healthy, mild[0].Conditions);
        Assert.Equal(LayerCondition.Vanishing | LayerCondition.Saturated | LayerCondition.Frozen, strict[0].Conditions);
    }

    [Fact]
    public void Without_measurements_nothing_is_said()
    {
        var profile = new LayerProfile(0, [new LayerState(1, null, null, null, null, null, 0.1, null, null)]);

        Assert.Equal(LayerCondition.Unknown, LayerDiagnosis.Of(profile, [], NumberFormat.Default, new AnalysisConfig())[0].Conditions);
    }
}
