using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Preflight;
using TorchGradients.Reporting.Analysis.Runs;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Preflight;

public sealed class PreflightRuleTests
{
    static readonly PreflightSettings _settings = new(NumberFormat.Default, 1);

    [Fact]
    public void A_network_whose_first_layer_gets_its_share_and_moves_is_let_pass() =>
        Assert.Empty(Findings([0.5, 0.7, 1, 1], update: 1e-3));

    [Fact]
    public void One_that_vanishes_and_hardly_moves_is_not() =>
        Assert.Equal(
            "The error term vanishes: layer 1 receives 0.010 of what layer 3 gets, and a step changes its weights by 5e-5 of their size.",
            Assert.Single(Findings([0.01, 0.1, 1, 1], update: 5e-5)).Sentence);

    [Fact]
    public void An_optimizer_that_makes_up_for_it_is_believed() => Assert.Empty(Findings([1e-9, 1e-4, 1, 1], update: 1e-3));

    [Fact]
    public void Without_an_update_ratio_the_gradient_alone_counts() =>
        Assert.Equal(PreflightCause.Vanishing, Assert.Single(Findings([0.01, 0.1, 1, 1])).Cause);

    [Theory]
    [InlineData(1.5, true)]
    [InlineData(0.5, false)]
    public void An_explosion_counts_where_a_step_moves_weights_by_more_than_their_size(double update, bool counts) =>
        Assert.Equal(counts, Findings([1000, 30, 1, 1], update).Any(finding => finding.Cause == PreflightCause.Exploding));

    [Theory]
    [InlineData("float32", 5.9e-8, PreflightCause.UpdateLost)]   // 2⁻²⁴ = 5.96e-8
    [InlineData("float32", 6.0e-8, PreflightCause.Frozen)]
    [InlineData("float64", 5.9e-8, PreflightCause.Frozen)]
    [InlineData("float64", 1.1e-16, PreflightCause.UpdateLost)]  // 2⁻⁵³ = 1.11e-16
    public void An_update_below_half_a_unit_in_the_last_place_is_lost(string precision, double update, PreflightCause cause) =>
        Assert.Equal(cause, Assert.Single(Findings([1, 1, 1, 1], update, new(new NumberFormat(precision, 1), 1))).Cause);

    [Fact]
    public void A_warm_up_is_taken_at_its_full_rate() =>
        Assert.Empty(Findings([0.05, 0.2, 1, 1], update: 1e-5, new(NumberFormat.Default, FirstRate: 0.01)));

    [Fact]
    public void What_is_zero_or_not_finite_is_said()
    {
        Assert.Equal(PreflightCause.Underflow, Assert.Single(Findings([0, 0, 1, 1])).Cause);
        Assert.Equal("The error term of layer 2 is exactly 0: nothing comes back to it.", Findings([0, 0, 1, 1])[0].Sentence);
        Assert.Contains(Findings([double.NaN, 1, 1, 1]), finding => finding.Cause == PreflightCause.NotFinite);
    }

    [Theory]
    [InlineData(0.52, 0.52, false)]   // a relu: 0 where it is flat, and nowhere else
    [InlineData(0.80, 0.52, true)]    // 0.58 of what it lets through is lost
    [InlineData(0.52, null, false)]
    [InlineData(0.80, null, true)]
    public void Zeros_count_where_the_activation_would_let_something_through(double zero, double? flat, bool counts)
    {
        LayerProfile profile = Profile([1, 1, 1, 1], quantities =>
        {
            quantities["zero-gradient"] = [zero, 0, 0, 0];
            quantities["saturation"] = [flat, 0, 0, 0];
        });

        Assert.Equal(counts, PreflightRule.Of(profile, _settings, new AnalysisConfig()).Any(finding => finding.Cause == PreflightCause.Underflow));
    }

    [Fact]
    public void A_relu_is_not_saturated_for_being_flat_on_one_side()
    {
        LayerProfile Flat(double saturation) => Profile([1, 1, 1, 1], quantities => quantities["saturation"] = [0.5, saturation, 0.5, 0]);

        Assert.Empty(PreflightRule.Of(Flat(0.6), _settings, new AnalysisConfig()));
        Assert.Equal("80 % of layer 2 is saturated: the activation is flat there.",
            Assert.Single(PreflightRule.Of(Flat(0.8), _settings, new AnalysisConfig())).Sentence);
    }

    [Fact]
    public void Dead_units_are_dead_not_saturated_and_not_underflowed()
    {
        LayerProfile profile = Profile([1, 1, 1, 1], quantities =>
        {
            quantities["dead-units"] = [0.9, 0, 0, 0];
            quantities["saturation"] = [0.95, 0, 0, 0];
            quantities["zero-gradient"] = [0.95, 0, 0, 0];
        });

        Assert.Equal("90 % of the units of layer 1 are dead: they answer no sample.",
            Assert.Single(PreflightRule.Of(profile, _settings, new AnalysisConfig())).Sentence);
    }

    [Fact]
    public void A_schedules_first_rate_is_held_against_its_highest()
    {
        double Rate(string training) => PreflightSettings.Of(System.Text.Json.Nodes.JsonNode.Parse($$"""{ "training": {{training}} }""")!.AsObject()).FirstRate;

        Assert.Equal(1, Rate("""{ "steps": 100 }"""));
        Assert.Equal(0.1, Rate("""{ "steps": 100, "schedule": { "name": "linear-warmup", "steps": 10 } }"""), 1e-12);
        Assert.Equal(1 / 25.0, Rate("""{ "steps": 100, "schedule": "one-cycle" }"""), 1e-12);
        Assert.Equal(1, Rate("""{ "steps": 100, "schedule": { "name": "cosine" } }"""));
    }

    static IReadOnlyList<PreflightFinding> Findings(double?[] deltas, double? update = null, PreflightSettings? settings = null) =>
        PreflightRule.Of(
            Profile(deltas, quantities =>
            {
                if (update is not null) quantities["update-ratio"] = [update, 1e-3, 1e-3, 1e-3];
            }),
            settings ?? _settings, new AnalysisConfig());

    static LayerProfile Profile(double?[] deltas, Action<Dictionary<string, IReadOnlyList<double?>>> more)
    {
        var quantities = new Dictionary<string, IReadOnlyList<double?>> { ["delta-norm"] = deltas };
        more(quantities);
        return LayerProfile.Of(0, quantities);
    }
}
