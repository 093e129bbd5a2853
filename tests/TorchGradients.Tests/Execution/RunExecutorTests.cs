using System.Text.Json.Nodes;
using TorchGradients.Data;
using TorchGradients.Models;
using TorchGradients.Records;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class RunExecutorTests : IDisposable
{
    readonly SomeRun _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void Every_quantity_is_recorded_at_its_steps_and_no_other()
    {
        (_, string folder) = _some.Execute("""
            { "probes": [
                "train-loss",
                { "name": "delta-norm", "every": 5 },
                { "name": "update-ratio", "every": 3, "from": 2 },
                { "name": "saturation", "every": 2, "from": 1, "until": 5 },
                { "name": "weight-norm", "from": 11 } ] }
            """);

        Assert.Equal(Enumerable.Range(0, 12), StepsOf("train-loss"));
        Assert.Equal([0, 5, 10], StepsOf("delta-norm"));
        Assert.Equal([2, 5, 8, 11], StepsOf("update-ratio"));
        Assert.Equal([1, 3, 5], StepsOf("saturation"));
        Assert.Equal([11], StepsOf("weight-norm"));
        Assert.All(SomeRun.Records(folder), record =>
            Assert.Equal(record.Kind == RecordKind.Layers ? 4 : 1, record.Values.Count));

        IEnumerable<int> StepsOf(string quantity) =>
            SomeRun.Records(folder).Where(record => record.Quantity == quantity).Select(record => record.Step);
    }

    [Fact]
    public void The_outcome_says_what_the_records_say()
    {
        (Outcome outcome, string folder) = _some.Execute("""{ "data": { "validationFraction": 0.1 } }""");

        IReadOnlyList<RecordEvent> records = SomeRun.Records(folder);
        double[] losses = [.. Values("train-loss").Select(values => values[0]!.Value)];
        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Null(outcome.Reason);
        Assert.Equal(12, outcome.Steps);
        Assert.Equal(losses[2..].Average(), outcome.TrainLoss!.Value, 1e-15);
        Assert.Equal(DecayFactor.From(Values("delta-norm")[0]), outcome.Decay!.AtInitialization);
        Assert.Equal(DecayFactor.From(Values("delta-norm")[^1]), outcome.Decay.AtEnd);
        Assert.Equal(Values("test-loss").Single()[0], outcome.TestLoss);
        Assert.Equal(Values("test-accuracy").Single()[0], outcome.TestAccuracy);
        Assert.Equal(Values("validation-loss").Single()[0], outcome.ValidationLoss);
        Assert.Equal(Values("validation-accuracy").Single()[0], outcome.ValidationAccuracy);
        Assert.True(outcome.Cost!.StepMicroseconds > 0);
        Assert.True(outcome.Seconds > 0);
        Assert.Equal(outcome, OutcomeFile.Read(Path.Combine(folder, OutcomeFile.Name)));

        IReadOnlyList<IReadOnlyList<double?>> Values(string quantity) =>
            [.. records.Where(record => record.Quantity == quantity).Select(record => record.Values)];
    }

    [Fact]
    public void The_outcome_says_what_a_constant_guess_reaches()
    {
        var run = _some.Plan();
        (Outcome outcome, _) = _some.Execute(run);

        using var data = PreparedData.Prepare(run.Config.Data, torch.float32, torch.CPU);
        long[] train = data.TrainLabels.data<long>().ToArray(), test = data.TestLabels.data<long>().ToArray();
        long most = train.GroupBy(label => label).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
        Assert.Equal(test.Length, outcome.TestRows);
        Assert.Equal(test.Average(label => label == most ? 1.0 : 0.0), outcome.ChanceAccuracy!.Value, 1e-15);
        Assert.Equal(
            test.Average(label => -Math.Log(train.Count(other => other == label) / (double)train.Length)), outcome.ChanceLoss!.Value, 1e-12);
    }

    [Fact]
    public void What_was_not_asked_for_is_absent_from_the_outcome()
    {
        (Outcome outcome, string folder) = _some.Execute("""{ "probes": ["train-loss"] }""");

        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, OutcomeFile.Name)))!.AsObject();
        Assert.Null(outcome.Decay);
        Assert.True(json.ContainsKey("decay"));
        Assert.Null(json["decay"]);
        Assert.False(json.ContainsKey("validationLoss"));
        Assert.Equal(0, json["cost"]!["probeShare"]!.GetValue<double>());
    }

    [Fact]
    public void Held_out_rows_are_evaluated_every_so_many_steps_and_at_the_end_once()
    {
        (_, string folder) = _some.Execute("""{ "training": { "evaluateEvery": 4 } }""");

        foreach (string quantity in new[] { "test-loss", "test-accuracy" })
        {
            Assert.Equal([4, 8, 12], SomeRun.Records(folder).Where(record => record.Quantity == quantity).Select(record => record.Step));
        }
    }

    [Fact]
    public void Checkpoints_are_the_weights_before_the_first_step_and_after_the_last()
    {
        var run = _some.Plan("""
            { "model": { "activation": "prelu", "normalization": "batch-norm" }, "training": { "checkpoints": ["initial", "final"] } }
            """);
        (_, string folder) = _some.Execute(run);

        using var drawn = Network.Build(run.Config.Model, 8, 4, [run.Seed], torch.float32, torch.CPU);
        IReadOnlyList<NamedArray> initial = SafeTensors.Read(Path.Combine(folder, "initial.safetensors"));
        IReadOnlyList<NamedArray> final = SafeTensors.Read(Path.Combine(folder, "final.safetensors"));
        string[] layer =
            ["weight", "normalization.weight", "normalization.bias", "normalization.running_mean", "normalization.running_var", "activation.weight"];
        string[] names = [.. Enumerable.Range(1, 3).SelectMany(number => layer.Select(name => $"layers.{number}.{name}")), "layers.4.weight", "layers.4.bias"];
        Assert.Equal(names.Order(), initial.Select(array => array.Name).Order());
        Assert.Equal(names.Order(), final.Select(array => array.Name).Order());
        foreach (NamedArray expected in drawn.Weights(0))
        {
            Assert.Equal(expected.Values, initial.Single(array => array.Name == expected.Name).Values);
            Assert.NotEqual(expected.Values, final.Single(array => array.Name == expected.Name).Values);
        }
    }

    [Fact]
    public void A_run_that_diverges_is_recorded_as_such_and_its_records_end_with_that_step()
    {
        (Outcome outcome, string folder) = _some.Execute("""
            { "training": { "optimizer": { "name": "sgd", "learningRate": 1e30 }, "evaluateEvery": 2 },
              "model": { "activation": "relu" }, "probes": ["train-loss", "delta-norm", "update-ratio"] }
            """);

        IReadOnlyList<RecordEvent> events = SomeRun.Events(folder);
        RecordEvent[] losses = [.. events.Where(record => record.Quantity == "train-loss")];
        int last = losses[^1].Step;
        Assert.Equal(RunStatus.Diverged, outcome.Status);
        Assert.InRange(last, 1, 10);
        Assert.Equal(last + 1, outcome.Steps);
        Assert.Contains($"step {last} ", outcome.Reason, StringComparison.Ordinal);
        Assert.False(double.IsFinite(losses[^1].Values[0]!.Value));
        Assert.All(losses[..^1], loss => Assert.True(double.IsFinite(loss.Values[0]!.Value)));
        Assert.All(events.Single(record => record.Quantity == "update-ratio" && record.Step == last).Values, value => Assert.Null(value));
        Assert.Equal(last, events.Max(record => record.Step));
        Assert.False(double.IsFinite(outcome.TrainLoss!.Value));
        Assert.Equal(outcome, OutcomeFile.Read(Path.Combine(folder, OutcomeFile.Name)));
    }

    [Fact]
    public void A_cancelled_run_keeps_what_it_has_recorded()
    {
        using var cancellation = new CancellationTokenSource();
        _some.Cancellation = cancellation.Token;
        _some.AfterStep = step =>
        {
            if (step == 4) cancellation.Cancel();
        };

        (Outcome outcome, string folder) = _some.Execute(_some.Plan());

        Assert.Equal(RunStatus.Cancelled, outcome.Status);
        Assert.Equal(5, outcome.Steps);
        Assert.Equal(4, SomeRun.Records(folder).Max(record => record.Step));
    }

    [Fact]
    public void What_a_run_left_resolved_is_the_same_run()
    {
        var run = _some.Plan();
        (_, string folder) = _some.Execute(run);
        var reader = new TorchGradients.Configuration.ConfigReader(TorchGradients.Planning.Catalogue.All);
        var again = new TorchGradients.Planning.Planner(reader, new TorchGradients.Execution.Surroundings())
            .Plan(reader.Read(Path.Combine(folder, "resolved.json"))).Runs.Single();

        Assert.Equal(run.Identity, again.Identity);
        Assert.Equal(SomeRun.Lines(folder), SomeRun.Lines(_some.Execute(again).Folder));
    }
}
