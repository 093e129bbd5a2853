using TorchGradients.Records;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis;

public sealed class DiagnosisTests
{
    [Fact]
    public void A_deep_sigmoid_network_vanishes_and_does_not_learn()
    {
        var outcome = Outcome(RunStatus.Completed, new DecayFactor(0.24, 0.23, 0.25, 1e-13));

        var diagnosis = Diagnosis.Of(Some.Profile(19, 0.24, 0.22, 1e-16), outcome);

        Assert.Equal(Verdict.Vanishing, diagnosis.Verdict);
        Assert.Equal(
            "The error term vanishes: it shrinks by a factor of 0.24 (95 %: 0.23–0.25) from each hidden layer to the one before; "
            + "of that the derivative factor does 0.22 and the weight factor 1.1. "
            + "Layer 1 receives 7e-12 of what layer 19 gets (less than 0.1 counts as vanishing). "
            + "Its weights change by 1e-16 of their size a step: it does not learn.",
            diagnosis.Text);
    }

    [Fact]
    public void An_optimizer_may_repair_the_update_but_not_the_gradient()
    {
        var diagnosis = Diagnosis.Of(Some.Profile(4, 0.24, 0.22, 2e-3), optimizer: "adam");

        Assert.Equal(Verdict.VanishingButUpdated, diagnosis.Verdict);
        Assert.Equal(
            "Its weights change by 0.0020 of their size a step all the same: the optimizer repaired the update, not the gradient.",
            diagnosis.Sentences[^1]);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData(null)]
    public void Plain_gradient_descent_repairs_nothing(string? optimizer)
    {
        var diagnosis = Diagnosis.Of(Some.Profile(4, 0.24, 0.22, 2e-3), optimizer: optimizer);

        Assert.Equal(Verdict.VanishingButUpdated, diagnosis.Verdict);
        Assert.Equal(
            "Its weights change by 0.0020 of their size a step all the same (1e-4 or more counts as learning).", diagnosis.Sentences[^1]);
    }

    [Theory]
    [InlineData("\"sgd\"", "(1e-4 or more counts as learning).")]
    [InlineData("{ \"name\": \"sgd\", \"momentum\": 0.9 }", "(1e-4 or more counts as learning).")]
    [InlineData("{ \"name\": \"adam\" }", "all the same: the optimizer repaired the update, not the gradient.")]
    public void A_run_tells_its_optimizer(string optimizer, string end)
    {
        using var folder = new ExperimentFolder()
            .Run("a", 1, [""], RemedyExperiment.Outcome(0.5, decay: 0.2), RemedyExperiment.Records(0.2, 1e-3))
            .WithFile("a", "resolved.json", $"{{ \"training\": {{ \"optimizer\": {optimizer} }} }}").Planned();
        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

        Assert.EndsWith(end, analysis.Runs[0].Diagnosis(analysis.Thresholds).Text, StringComparison.Ordinal);
        Assert.EndsWith(end, Diagnosis.Of(analysis.Runs[0].Run).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_whose_error_term_arrives_is_healthy()
    {
        var diagnosis = Diagnosis.Of(Some.Profile(20, 0.98, 0.7, 1e-3));

        Assert.Equal(Verdict.Healthy, diagnosis.Verdict);
        Assert.Equal(
            "The error term reaches the first layer: it changes by a factor of 0.98 from each hidden layer to the one before; "
            + "of that the derivative factor does 0.70 and the weight factor 1.4. "
            + "Layer 1 receives 0.68 of what layer 20 gets (from 0.1 to 10 counts as in order). "
            + "Its weights change by 0.0010 of their size a step: it learns.",
            diagnosis.Text);
    }

    [Fact]
    public void An_error_term_that_grows_explodes()
    {
        var diagnosis = Diagnosis.Of(Some.Profile(11, 2, 0.5, 1e-5));

        Assert.Equal(Verdict.Exploding, diagnosis.Verdict);
        Assert.Equal(
            "The error term explodes: it grows by a factor of 2.0 from each hidden layer to the one before; "
            + "of that the derivative factor does 0.50 and the weight factor 4.0. "
            + "Layer 1 receives 1000 times what layer 11 gets (more than 10 counts as exploding). "
            + "Its weights change by 1e-5 of their size a step: it learns slowly.",
            diagnosis.Text);
    }

    [Theory]
    [InlineData(0, "Its weights do not change at all, as rounding takes all of the step away: it does not learn.")]
    [InlineData(0.5, "Its weights change by 0.50 of their size a step: too much to learn steadily.")]
    public void An_update_of_0_or_half_the_weights_is_explained(double ratio, string expected) =>
        Assert.Equal(expected, Diagnosis.Of(Some.Profile(3, 0.9, 0.5, ratio)).Sentences[^1]);

    [Fact]
    public void A_diverged_run_says_so_first()
    {
        var diagnosis = Diagnosis.Of(new LayerProfile(0, []), Outcome(RunStatus.Diverged, null));

        Assert.Equal(Verdict.Diverged, diagnosis.Verdict);
        Assert.Equal("The training diverged: after 12 steps the loss was no longer a finite number.", diagnosis.Text);
    }

    [Fact]
    public void A_gradient_of_exactly_zero_underflows()
    {
        var diagnosis = Diagnosis.Of(Some.Profile(3, 1e-200, 0.1, 0, zero: 0.9));

        Assert.Equal(Verdict.Underflow, diagnosis.Verdict);
        Assert.Equal(
            "The error term underflows: in the layers 1 to 3 most of it is exactly 0, too small for the number format or cut off "
            + "by flat activations. Its weights do not change at all: it does not learn.",
            diagnosis.Text);
    }

    [Fact]
    public void Dead_and_saturated_units_are_counted()
    {
        Assert.Equal(
            "3 hidden layers have mostly dead units, which answer no sample of the batch: 80 % of layer 1.",
            Diagnosis.Of(Some.Profile(3, 0.9, 0.5, 1e-3, dead: 0.8, zero: 0.8)).Sentences[^1]);
        Assert.Equal(
            "3 hidden layers have mostly saturated units, where the activation is flat: 60 % of layer 1.",
            Diagnosis.Of(Some.Profile(3, 0.9, 0.5, 1e-3, saturation: 0.6)).Sentences[^1]);
    }

    [Fact]
    public void Without_records_it_says_what_to_record()
    {
        var diagnosis = Diagnosis.Of(new RunRecords(), null);

        Assert.Equal(Verdict.Unknown, diagnosis.Verdict);
        Assert.Equal(
            "Nothing can be said of the layers: record the quantities delta-norm and update-ratio.", diagnosis.Text);
    }

    static Outcome Outcome(RunStatus status, DecayFactor? decay) =>
        new() { Identity = "identity", Status = status, Steps = 12, Seconds = 1, Decay = new OutcomeDecay(decay, null) };
}
