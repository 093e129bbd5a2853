using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Cli;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Preflight;
using TorchGradients.Tests.Execution;
using Xunit;

namespace TorchGradients.Tests.Terminal;

/// <summary>What <c>plan --preflight</c> shows of a small network that trains and of twenty sigmoid layers that do not.</summary>
public sealed class PreflightTextTests : IDisposable
{
    readonly SomeRun _runs = new();
    readonly DataCache _data = new();

    public void Dispose()
    {
        _data.Dispose();
        _runs.Dispose();
    }

    [Fact]
    public void Networks_that_will_not_train_are_named_with_the_reason()
    {
        using var text = new StringWriter();
        PreflightText.Write(text, Cells(), all: false);

        string[] lines = text.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("Preflight (one forward and backward pass each, seed 1): 1 of 2 networks will not train.", lines[0]);
        Assert.StartsWith("    The error term vanishes: layer 1 receives ", lines[2], StringComparison.Ordinal);
        Assert.Equal("    The first layer's update is exactly 0.", lines[3]);
        Assert.Equal("  A rule of thumb, kept in preflight.json; after the run the report says how often it was right.", lines[4]);
    }

    [Fact]
    public void The_same_for_machines()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            PreflightText.Write(json, Cells());
            json.WriteEndObject();
        }

        JsonArray preflight = JsonNode.Parse(stream.ToArray())!["preflight"]!.AsArray();
        Assert.Equal([true, false], preflight.Select(cell => (bool)cell!["trains"]!));
        Assert.Equal(["vanishing", "updateLost"], preflight[1]!["findings"]!.AsArray().Select(finding => (string)finding!["cause"]!));
        Assert.InRange((double)preflight[1]!["factorPerLayer"]!, 0.1, 0.3);
    }

    [Fact]
    public void It_says_what_the_report_will_hold_against_the_training()
    {
        PlannedRun run = _runs.Plan($$"""{ "model": { "activation": "sigmoid", "depth": 20 }, "probes": [{{string.Join(", ", PreflightRule.Quantities.Select(name => $"\"{name}\""))}}] }""");
        (_, string folder) = _runs.Execute(run);
        var records = TorchGradients.Reporting.Archive.RecordsFile.Read(RunFiles.In(folder), _ => { });

        PreflightCell cell = Assert.Single(PreflightCell.Of(SomePlannedRun.PlanOf(run), _data, TestContext.Current.CancellationToken));

        var first = TorchGradients.Reporting.Analysis.LayerProfile.AtFirst(records);
        Assert.Equal(PreflightRule.Of(first, PreflightSettings.OfRun(RunFiles.In(folder))!, new()), cell.Findings);
        Assert.NotEmpty(cell.Findings);
    }

    IReadOnlyList<PreflightCell> Cells() => PreflightCell.Of(
        SomePlannedRun.PlanOf(_runs.Plan(), _runs.Plan("""{ "model": { "activation": "sigmoid", "depth": 20 } }""")), _data,
        TestContext.Current.CancellationToken);
}
