using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Effects;

public sealed class GridEffectsTests
{
    [Fact]
    public void Batch_norm_helps_a_sigmoid_network_ten_times_and_a_relu_network_hardly()
    {
        using var folder = Folder((norm, relu) => 1.0 * (norm ? relu ? 1.1 : 10 : 1) * (relu ? 20 : 1));

        var effects = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Effects;

        var interaction = Assert.Single(effects.Interactions, one => one.Measure == "deltaDecayAtEnd");
        Assert.Equal(("norm", "batch-norm", "activation", "relu"),
            (interaction.Axis, interaction.Value, interaction.OtherAxis, interaction.OtherValue));
        Assert.Equal(10, interaction.AtOtherReference!.Value, 0.2);
        Assert.Equal(1.1, interaction.AtOtherValue!.Value, 0.02);
        Assert.Equal(0.11, interaction.Estimate!.Value, 0.002);
        Assert.True(interaction.HolmPValue < 0.001);
        Assert.StartsWith(
            "norm batch-norm instead of none: decay factor per layer at the end times 10 (95 %: ", interaction.Text, StringComparison.Ordinal);

        // Averaged over both activations: √(10 · 1.1).
        var main = Assert.Single(effects.Mains, one => one is { Measure: "deltaDecayAtEnd", Axis: "norm" });
        Assert.Equal(Math.Sqrt(11), main.Estimate!.Value, 0.05);
    }

    [Fact]
    public void A_cell_without_a_finite_value_makes_the_grid_a_fraction_and_that_is_said()
    {
        using var folder = Folder((norm, relu) => norm && relu ? double.NaN : 2);

        var effects = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Effects;

        Assert.Null(Assert.Single(effects.Interactions, one => one.Measure == "deltaDecayAtEnd").Estimate);
        Assert.True(Assert.Single(effects.Mains, one => one is { Measure: "deltaDecayAtEnd", Axis: "norm" }).IsAliased);
        Assert.Equal(
            ["Effects on the decay factor per layer at initialisation and the decay factor per layer at the end are not all estimated, and "
                + "the main ones hold only if there are no interactions: in 1 of 4 cells a seed's value is missing, 0 or not finite."],
            effects.Gaps);
    }

    [Fact]
    public void One_axis_has_no_effects_beside_its_comparisons()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(0.5)).Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(0.6)).Planned();

        Assert.Empty(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Effects.Mains);
    }

    static ExperimentFolder Folder(Func<bool, bool, double> decay)
    {
        var folder = new ExperimentFolder().Axis("norm").Axis("activation").Baseline(("norm", "none"), ("activation", "sigmoid"));
        foreach (string activation in new[] { "sigmoid", "relu" })
        {
            foreach (string norm in new[] { "none", "batch-norm" })
            {
                for (int seed = 1; seed <= 4; seed++)
                {
                    double noise = 1 + 0.01 * ((seed * (norm == "none" ? 3 : 5) + activation.Length) % 4 - 1.5);
                    folder.Run($"{norm}-{activation}-{seed}", seed, [$"norm={norm},activation={activation}"],
                        RemedyExperiment.Outcome(decay: decay(norm != "none", activation == "relu") * noise));
                }
            }
        }

        return folder.Planned();
    }
}
