using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Theory;
using Xunit;

namespace TorchGradients.Tests.Theory;

public sealed class FirstStepTheoryTests
{
    static readonly FirstStepTheory _theory = new([0.25, 0.5, 1], 0.5, new FiniteWidth(0.98, 0.05, 0.1, 0.01, 0.2), null);

    [Fact]
    public void The_profile_ends_at_the_measured_output_layer() =>
        Assert.Equal([1, 2, 4], _theory.Profile([7, 7, 4])!);

    [Fact]
    public void Measured_by_predicted_has_the_interval_of_finite_width()
    {
        OutcomeTheory compared = _theory.Compare([1.1, 2, 4]);   // 0.55 a layer

        Assert.Equal(1.1, compared.MeasuredOverPredicted!.Value, 1e-12);
        Assert.Equal(1.1 * Math.Exp(-1.96 * 0.05), compared.Low!.Value, 1e-12);
        Assert.Equal(1.1 * Math.Exp(1.96 * 0.05), compared.High!.Value, 1e-12);
        Assert.True(compared.Agrees);   // 0.0953 is below 1.96 · 0.05 + 0.015 = 0.113
    }

    [Theory]
    [InlineData(1.119, true)]    // exp(0.113) = 1.1196
    [InlineData(1.121, false)]
    [InlineData(0.876, true)]    // 0.98 · exp(−0.113) = 0.8753
    [InlineData(0.874, false)]
    public void It_agrees_between_no_shift_and_the_typical_one_widened_by_scatter_and_theorys_own_error(double ratio, bool agrees) =>
        Assert.Equal(agrees, _theory.Compare([0.5 * ratio, 1, 4]).Agrees);

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    [InlineData(null)]
    public void A_profile_without_logarithm_has_a_reason_instead(double? first)
    {
        OutcomeTheory compared = _theory.Compare([first, 1, 4]);

        Assert.Equal((0.5, null, null), (compared.FactorPerLayer, compared.MeasuredOverPredicted, compared.Agrees));
        Assert.StartsWith("The measured profile has no decay factor", compared.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_layer_that_is_not_finite_has_no_profile() => Assert.Null(_theory.Profile([1, 1, double.NaN]));

    [Theory]
    [InlineData("relu", "he-normal", "none", true)]
    [InlineData("tanh", "xavier-normal", "none", true)]
    [InlineData("relu", "he-normal", "batch-norm", false)]
    public void Skips_without_a_normalisation_are_out_of_reach(string activation, string initialization, string normalization, bool isOutOfReach)
    {
        FirstStepTheory theory = Of(new ModelConfig
        {
            Depth = 10,
            Width = 64,
            Activation = new(activation),
            Initialization = new(initialization),
            Connection = new("residual"),
            Normalization = new(normalization),
        });

        OutcomeTheory compared = theory.Compare([.. Enumerable.Repeat((double?)1, 11)]);

        Assert.Equal((isOutOfReach, null), (compared.IsOutOfReach, compared.Agrees));
        Assert.Equal(1 / theory.FactorPerLayer, compared.MeasuredOverPredicted);
        Assert.Equal(isOutOfReach, compared.Reason!.StartsWith("Theory leaves out what comes back through the length", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_scatter_is_not_known_there_is_a_ratio_but_no_judgement()
    {
        FirstStepTheory theory = Of(new ModelConfig { Depth = 4, Normalization = new("batch-norm") });

        OutcomeTheory compared = theory.Compare([1, 1, 1, 1, 1]);

        Assert.Equal(1 / theory.FactorPerLayer, compared.MeasuredOverPredicted);
        Assert.Null(compared.Agrees);
        Assert.Contains("batch norm", compared.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_out_of_range_are_an_obstacle()
    {
        FirstStepTheory theory = Of(new ModelConfig
        {
            Depth = 400,
            Initialization = new("normal", new() { ["standardDeviation"] = 1e3 }),
        });

        Assert.Null(theory.Shape);
        Assert.Equal("The predicted numbers leave the range of floating point.", theory.Obstacle);
    }

    [Fact]
    public void Groups_of_inputs_keep_their_mean()
    {
        double[] moments = [.. Enumerable.Range(1, 256).Select(i => (double)i * i)];

        InputMoments inputs = InputMoments.Of(moments, 1);

        Assert.Equal(16, inputs.SecondMoments.Count);
        Assert.Equal(moments.Average(), inputs.SecondMoments.Average(), 1e-9);
    }

    static FirstStepTheory Of(ModelConfig model) => FirstStepTheory.Of(model, 64, 10, InputMoments.Standard, loss: null);
}
