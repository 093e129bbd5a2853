using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Preflight;
using TorchGradients.Theory;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Execution;

[Collection("torch")]
public sealed class PredictionsTests
{
    [Fact]
    public void Records_of_step_0_carry_what_the_theory_command_predicts_scaled_to_the_measured_output_layer()
    {
        using var runs = new SomeRun();
        PlannedRun run = runs.Plan();
        (Outcome outcome, string folder) = runs.Execute(run);

        RecordEvent predicted = Assert.Single(SomeRun.Records(folder), record => record.Quantity == FirstStepTheory.Quantity);
        double?[] measured = [.. SomeRun.Records(folder).First(record => record.Quantity == "delta-norm").Values];
        using var data = PreparedData.Prepare(run.Config.Data, torch.float32, torch.CPU);
        NetworkTheory theory = NetworkTheory.Of(run.Config, data.Features, data.Classes, InputStatistics.Of(data));
        Assert.Equal((0, RecordKind.Layers, measured[^1]), (predicted.Step, predicted.Kind, predicted.Values[^1]));
        Assert.All(predicted.Values.Zip(theory.Profile!), pair =>
            Assert.Equal(1, pair.First!.Value / pair.Second / (measured[^1]!.Value / theory.Profile![^1]), 1e-9));
        Assert.Equal(theory.Decay!.FactorPerLayer!.Value, outcome.Theory!.FactorPerLayer!.Value, 1e-12);
        Assert.Equal(
            outcome.Decay!.AtInitialization!.FactorPerLayer!.Value / theory.Decay.FactorPerLayer.Value, outcome.Theory.MeasuredOverPredicted!.Value, 1e-12);
    }

    [Fact]
    public void Where_theory_does_not_apply_nothing_is_recorded_and_the_outcome_says_why()
    {
        using var runs = new SomeRun();
        (Outcome outcome, string folder) = runs.Execute("""{ "model": { "initialization": { "name": "constant", "value": 0.1 } } }""");

        Assert.DoesNotContain(SomeRun.Records(folder), record => record.Quantity == FirstStepTheory.Quantity);
        Assert.StartsWith("The weights' mean is not zero", outcome.Theory!.Reason, StringComparison.Ordinal);
        Assert.Null(outcome.Theory.Agrees);
    }

    [Fact]
    public void Without_the_error_terms_of_step_0_there_is_nothing_to_hold_theory_against()
    {
        using var runs = new SomeRun();
        (Outcome outcome, string folder) = runs.Execute("""{ "probes": ["train-loss", { "name": "delta-norm", "from": 1 }] }""");

        Assert.DoesNotContain(SomeRun.Records(folder), record => record.Quantity == FirstStepTheory.Quantity);
        Assert.Null(outcome.Theory);
    }

    [Fact]
    public void Runs_that_differ_in_what_does_not_matter_to_theory_share_a_prediction()
    {
        using var runs = new SomeRun();
        using var data = new DataCache();
        RunConfig config = runs.Plan().Config;
        FirstStepTheory Of(RunConfig one) => data.Predictions.For(one, data.Get(one.Data, torch.ScalarType.Float32, "cpu"))!;

        Assert.Same(Of(config), Of(config with { Seed = 2, Training = config.Training with { Optimizer = new("adam") } }));
        Assert.NotSame(Of(config), Of(config with { Model = config.Model with { Width = 9 } }));
    }

    [Fact]
    public void A_first_pass_sees_what_the_records_of_step_0_hold()
    {
        using var runs = new SomeRun();
        using var data = new DataCache();
        PlannedRun run = runs.Plan($$"""{ "probes": [{{string.Join(", ", PreflightRule.Quantities.Select(name => $"\"{name}\""))}}] }""");
        (_, string folder) = runs.Execute(run);

        var pass = new FirstPass(data).Of(run.Config, PreflightRule.Quantities);

        Assert.All(PreflightRule.Quantities, name =>
            Assert.Equal(SomeRun.Records(folder).First(record => record.Quantity == name && record.Step == 0).Values, pass[name]));
    }
}
