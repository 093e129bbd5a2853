using TorchGradients.Configuration;
using TorchGradients.Probes;
using Xunit;

namespace TorchGradients.Tests.Probes;

public sealed class ProbeSetTests
{
    [Fact]
    public void Nothing_is_needed_where_nothing_is_due_and_always_the_same_nothing()
    {
        var probes = new ProbeSet([new ProbeConfig { Name = "delta-norm", Every = 10, From = 5, Until = 30 }]);

        Assert.Empty(probes.NeededAt(0));
        Assert.Same(probes.NeededAt(0), probes.NeededAt(6));
        Assert.Equal([Measurement.DeltaNorm], probes.NeededAt(5));
        Assert.Equal([5, 15, 25], Enumerable.Range(0, 100).Where(step => probes.NeededAt(step).Count > 0));
    }

    [Fact]
    public void Quantities_that_are_due_together_share_what_they_need()
    {
        var probes = new ProbeSet([
            new ProbeConfig { Name = "weight-factor", Every = 2 },
            new ProbeConfig { Name = "derivative-factor", Every = 3 },
            new ProbeConfig { Name = "train-loss" }]);

        Assert.Equal([Measurement.DeltaNorm, Measurement.ActivationGradientNorm], probes.NeededAt(6).Order());
        Assert.Equal(["weight-factor", "derivative-factor", "train-loss"], Due(probes, 6));
        Assert.Equal(["weight-factor", "train-loss"], Due(probes, 2));
        Assert.Equal(["train-loss"], Due(probes, 1));
        Assert.Empty(probes.NeededAt(1));
    }

    [Fact]
    public void Readings_combine_what_was_measured()
    {
        var probes = new ProbeSet([
            new ProbeConfig { Name = "weight-factor" },
            new ProbeConfig { Name = "derivative-factor" },
            new ProbeConfig { Name = "update-ratio" },
            new ProbeConfig { Name = "train-loss" }]);
        var measured = new Measurements(new Dictionary<Measurement, double?[]>
        {
            [Measurement.DeltaNorm] = [1, 4, 5],
            [Measurement.ActivationGradientNorm] = [2, 16, 10],
            [Measurement.UpdateNorm] = [1, null, 3],
            [Measurement.WeightNorm] = [4, 5, 6],
        });

        var readings = probes.Combine(0, 2.5, measured);

        Assert.Equal([0.5, 3.2, null], readings[0].Values);   // 2 / 4, 16 / 5
        Assert.Equal([0.5, 0.25, 0.5], readings[1].Values);
        Assert.Equal([0.25, null, 0.5], readings[2].Values);
        Assert.Equal([2.5], readings[3].Values);
        Assert.True(readings[3].Quantity.IsScalar);
    }

    [Fact]
    public void Weight_factor_times_derivative_factor_is_the_attenuation()
    {
        var measured = new Measurements(new Dictionary<Measurement, double?[]>
        {
            [Measurement.DeltaNorm] = [0.3, 0.7, 0.9],
            [Measurement.ActivationGradientNorm] = [1.1, 1.3, 1.7],
        });
        var weight = Quantities.All.Create("weight-factor").Combine(measured);
        var derivative = Quantities.All.Create("derivative-factor").Combine(measured);

        Assert.Equal(0.3 / 0.7, (double)(weight[0] * derivative[0])!, 1e-15);
        Assert.Equal(0.7 / 0.9, (double)(weight[1] * derivative[1])!, 1e-15);
    }

    [Fact]
    public void Holds_exactly_the_quantities_of_the_contract()
    {
        string[] contract =
        [
            "delta-norm", "activation-gradient-norm", "weight-gradient-norm", "bias-gradient-norm", "weight-norm",
            "update-norm", "update-ratio", "weight-factor", "derivative-factor", "activation-mean", "activation-std",
            "saturation", "dead-units", "zero-gradient", "gradient-signal-to-noise", "train-loss", "jacobian-singular-values",
        ];
        Assert.Equal(contract.Order(), Quantities.All.Components.Select(component => component.Name).Order());
    }

    static IEnumerable<string> Due(ProbeSet probes, int step) => probes.DueAt(step).Select(quantity => quantity.Name);
}
