using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>Names, fields and columns that people's scripts rely on. There may be more of them, never fewer.</summary>
public sealed class FilesTests(ExampleRuns example) : IClassFixture<ExampleRuns>
{
    [Fact]
    public void The_plan_tells_axes_and_runs()
    {
        AssertHas(example.Plan, "experiment", "question", "axes", "runs", "notes");
        Assert.Equal("files", (string)example.Plan["experiment"]!);
        AssertHas(example.Plan["axes"]![0], "name", "role", "values");
        Assert.Equal(4, example.Plan["runs"]!.AsArray().Count);
        foreach (var run in example.Plan["runs"]!.AsArray())
        {
            AssertHas(run, "folder", "identity", "seed", "cells");
            Assert.Equal(64, ((string)run!["identity"]!).Length);
            Assert.Contains(((string)run["identity"]!)[..8], (string)run["folder"]!, StringComparison.Ordinal);
            Assert.Contains(run["cells"]![0]!["rate"]!.ToString(), new[] { "0.1", "1E+20" });
        }
    }

    [Fact]
    public void A_run_has_its_files_and_no_leftovers()
    {
        foreach (string run in example.Runs)
        {
            Assert.Equal(
                ["environment.json", "final.safetensors", "initial.safetensors", "outcome.json", "records.clef", "resolved.json"],
                Directory.EnumerateFiles(Path.Combine(example.Experiment, run)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void An_outcome_has_every_field_and_the_identity_of_the_plan()
    {
        foreach (var planned in example.Plan["runs"]!.AsArray())
        {
            var outcome = example.Json((string)planned!["folder"]!, "outcome.json");
            AssertHas(outcome, "identity", "status", "reason", "steps", "seconds", "trainLoss", "testLoss", "testAccuracy",
                "chanceLoss", "chanceAccuracy", "testRows", "decay", "cost");
            AssertHas(outcome["decay"], "atInitialization", "atEnd");
            AssertHas(outcome["decay"]!["atInitialization"], "factorPerLayer", "low", "high", "firstToLastRatio");
            if ((string)outcome["status"]! == "completed") AssertHas(outcome["cost"], "stepMicroseconds", "probeShare");
            Assert.Equal((string)planned["identity"]!, (string)outcome["identity"]!);
            Assert.Null(outcome["validationLoss"]);
        }
    }

    [Fact]
    public void A_run_that_diverged_ends_with_the_first_loss_that_is_not_finite()
    {
        string[] runs = [.. example.Runs.Where(run => Status(run) == "diverged")];

        Assert.Equal(2, runs.Length);
        foreach (string run in runs)
        {
            JsonObject[] losses = [.. example.Events(run).Where(line => (string)line["Quantity"]! == "train-loss")];
            Assert.Equal((int)example.Json(run, "outcome.json")["steps"]!, losses.Length);
            Assert.All(losses.SkipLast(1), loss => Assert.Equal(JsonValueKind.Number, loss["Values"]!.GetValueKind()));
            Assert.Contains((string)losses[^1]["Values"]!, new[] { "NaN", "Infinity" });
        }
    }

    [Fact]
    public void Every_line_of_the_records_is_an_event_of_its_kind()
    {
        foreach (var line in example.Runs.SelectMany(example.Events))
        {
            AssertHas(line, "@t", "@mt", "Kind", "Step", "Quantity");
            Assert.True(DateTimeOffset.TryParse((string)line["@t"]!, CultureInfo.InvariantCulture, out _));
            string kind = (string)line["Kind"]!;
            if (kind == "layers") Assert.Equal(ExampleRuns.Layers, line["Values"]!.AsArray().Count);
            else if (kind == "scalar") Assert.True(line["Values"] is JsonValue);
            else Assert.Equal("lifecycle", kind);
        }
    }

    [Fact]
    public void A_probe_records_at_its_steps_and_the_output_layer_has_no_weight_factor()
    {
        string run = example.Runs.First(run => Status(run) == "completed");

        Assert.Equal([0, 4, 8, 12, 16, 20, 24, 28], Steps(run, "delta-norm"));
        Assert.Equal(Enumerable.Range(0, 30), Steps(run, "train-loss"));
        Assert.All(example.Events(run).Where(line => (string)line["Quantity"]! == "weight-factor"),
            line => Assert.Null(line["Values"]![ExampleRuns.Layers - 1]));
    }

    [Fact]
    public void The_environment_tells_versions_machine_device_and_cohort()
    {
        var environment = example.Json(example.Runs.First(), "environment.json");

        AssertHas(environment, "program", "commit", "dotNet", "torchSharp", "libTorch", "operatingSystem", "processor", "device", "threads", "cohort");
        AssertHas(environment["cohort"], "size", "place");
        Assert.Equal("0.107.0", (string)environment["torchSharp"]!);
        Assert.Equal("cpu", (string)environment["device"]!);
    }

    [Fact]
    public void The_summary_has_a_row_per_cell_and_seed()
    {
        string[] lines = File.ReadAllLines(Path.Combine(example.Experiment, "summary.csv"));

        Assert.Equal(
            "run,seed,rate,status,steps,trainLoss,testLoss,testAccuracy,deltaDecayAtInitialization,deltaDecayAtEnd,firstLayerUpdateRatio,seconds",
            lines[0]);
        // A run's name holds commas and stands in quotes.
        string[][] rows = [.. lines.Skip(1).Select(line => line[1..].Split("\",")).Select(parts => new[] { parts[0], parts[1] })];
        Assert.Equal(example.Runs, rows.Select(row => row[0]));
        Assert.Equal(["1,0.1", "2,0.1", "1,1E+20", "2,1E+20"], rows.Select(row => string.Join(',', row[1].Split(',')[..2])));
    }

    string Status(string run) => (string)example.Json(run, "outcome.json")["status"]!;

    IEnumerable<int> Steps(string run, string quantity) =>
        example.Events(run).Where(line => (string)line["Quantity"]! == quantity).Select(line => (int)line["Step"]!);

    static void AssertHas(JsonNode? node, params string[] names) =>
        Assert.Equal([], names.Where(name => !node!.AsObject().ContainsKey(name)));
}
