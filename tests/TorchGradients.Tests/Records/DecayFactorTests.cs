using TorchGradients.Records;
using Xunit;

namespace TorchGradients.Tests.Records;

public sealed class DecayFactorTests
{
    [Fact]
    public void A_geometric_profile_has_its_ratio_as_factor_and_no_width()
    {
        double?[] norms = [.. Enumerable.Range(1, 20).Select(l => (double?)Math.Pow(0.2356, 20 - l)), 7.0];
        var decay = DecayFactor.From(norms)!;
        Assert.Equal(0.2356, decay.FactorPerLayer!.Value, 12);
        Assert.Equal(0.2356, decay.Low!.Value, 12);
        Assert.Equal(0.2356, decay.High!.Value, 12);
        Assert.Equal(Math.Pow(0.2356, 19), decay.FirstToLastRatio!.Value, 1e-20);
    }

    [Fact]
    public void The_interval_is_that_of_Anscombes_published_regression()
    {
        // Anscombe, 1973, "Graphs in Statistical Analysis", the first set: x = 4 ... 14. R 4.3, confint(lm(y1 ~ x1,
        // anscombe)):
        // slope 0.5000909, 95 % interval 0.2333701 to 0.7668117. Layer l stands at x = 15 - l.
        double[] y = [4.26, 5.68, 7.24, 4.82, 6.95, 8.81, 8.04, 8.33, 10.84, 7.58, 9.96];
        var decay = DecayFactor.From([.. y.Reverse().Select(value => (double?)Math.Exp(value)), 1])!;
        Assert.Equal(0.5000909, Math.Log(decay.FactorPerLayer!.Value), 1e-7);
        Assert.Equal(0.2333701, Math.Log(decay.Low!.Value), 1e-7);
        Assert.Equal(0.7668117, Math.Log(decay.High!.Value), 1e-7);
    }

    [Fact]
    public void An_uneven_profile_has_the_interval_that_Python_computes()
    {
        // Least squares in Python, t(3, 0.975) = 3.182446305284263 from tables.
        var decay = DecayFactor.From([1e-3, 3e-3, 5e-3, 2e-2, 3e-2, 12])!;
        Assert.Equal(0.4189718794398097, decay.FactorPerLayer!.Value, 12);
        Assert.Equal(0.32490564943936917, decay.Low!.Value, 9);
        Assert.Equal(0.54027203301703, decay.High!.Value, 9);
        Assert.Equal(1e-3 / 3e-2, decay.FirstToLastRatio!.Value, 15);
    }

    [Fact]
    public void What_does_not_exist_is_null()
    {
        Assert.Null(DecayFactor.From([1, null, 3]));
        Assert.Equal(new DecayFactor(null, null, null, null), DecayFactor.From([1.0]));
        Assert.Equal(new DecayFactor(null, null, null, 1), DecayFactor.From([0.5, 3]));
        var two = DecayFactor.From([1, 4, 9])!;
        Assert.Equal((null, null, 0.25), (two.Low, two.High, two.FirstToLastRatio));
        Assert.Equal(0.25, two.FactorPerLayer!.Value, 12);
    }

    [Fact]
    public void Zeros_and_non_finite_norms_leave_the_ratio()
    {
        Assert.Equal(new DecayFactor(null, null, null, 0), DecayFactor.From([0, 0.1, 0.5, 1]));
        Assert.Equal(new DecayFactor(null, null, null, double.NaN), DecayFactor.From([0, 0, 1]));
        Assert.Equal(new DecayFactor(null, null, null, double.PositiveInfinity),
            DecayFactor.From([double.PositiveInfinity, 2, 1]));
        Assert.Equal(new DecayFactor(null, null, null, double.NaN), DecayFactor.From([double.NaN, 2, 1]));
    }
}
