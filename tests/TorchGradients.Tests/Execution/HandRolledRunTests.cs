using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Tests.Data;
using TorchGradients.Tests.Verification;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class HandRolledRunTests
{
    [Fact]
    public void Leaves_the_files_of_a_torch_run_with_the_same_events_and_numbers()
    {
        using var folder = new ScratchFolder();
        Outcome torch = Run("torch", folder["torch"]);
        Outcome handRolled = Run("hand-rolled", folder["hand-rolled"]);

        Assert.Equal((RunStatus.Completed, torch.Steps), (handRolled.Status, handRolled.Steps));
        Assert.Equal(torch.TestLoss!.Value, handRolled.TestLoss!.Value, 1e-10);
        Assert.Equal(torch.TestAccuracy, handRolled.TestAccuracy);
        Assert.Equal(torch.Decay!.AtEnd!.FactorPerLayer!.Value, handRolled.Decay!.AtEnd!.FactorPerLayer!.Value, 1e-8);
        Assert.Equal(Files(folder["torch"]), Files(folder["hand-rolled"]));
        foreach (string name in new[] { "initial.safetensors", "final.safetensors" })
        {
            Assert.Equal(new FileInfo(Path.Combine(folder["torch"], name)).Length, new FileInfo(Path.Combine(folder["hand-rolled"], name)).Length);
        }

        JsonObject[] expected = Events(folder["torch"]);
        JsonObject[] actual = Events(folder["hand-rolled"]);
        Assert.Equal(expected.Length, actual.Length);
        foreach ((JsonObject e, JsonObject a) in expected.Zip(actual))
        {
            foreach (string key in new[] { "@mt", "Kind", "Step", "Quantity" }) Assert.Equal(e[key]?.ToString(), a[key]?.ToString());
            double?[] numbers = Numbers(e["Values"]);
            Assert.True(numbers.Zip(Numbers(a["Values"])).All(pair => AreClose(pair.First, pair.Second)), $"{e} against {a}");
        }
    }

    static Outcome Run(string engine, string folder)
    {
        RunConfig config = SomePair.Config with
        {
            Data = SomePair.Component("gaussian-noise", """{"samples":64,"features":6,"classes":3,"batchSize":16,"validationFraction":0.25}"""),
            Model = SomePair.Config.Model with { Normalization = new("batch-norm") },
            Training = SomePair.Config.Training with
            {
                Engine = engine,
                Precision = "float64",
                Device = "cpu",
                Steps = 6,
                EvaluateEvery = 2,
                Checkpoints = ["initial", "final"],
            },
            Probes = [.. Quantities.All.Components.Select(component => new ProbeConfig { Name = component.Name, Every = 2 })],
        };
        var run = new PlannedRun("identity", "run", 1, [], config, [new Dictionary<string, string>()]);
        using var data = new DataCache();
        return new RunExecutor(data, new Unobserved(), new FakeTimeProvider()).Execute(run, folder, null, CancellationToken.None);
    }

    static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order();

    static JsonObject[] Events(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, RecordWriter.FileName)).Select(line => JsonNode.Parse(line)!.AsObject())];

    static double?[] Numbers(JsonNode? values) => values switch
    {
        JsonArray array => [.. array.Select(value => value?.GetValue<double>())],
        JsonValue value => [value.GetValue<double>()],
        _ => [],
    };

    static bool AreClose(double? x, double? y) => x is null || y is null
        ? x is null && y is null
        : Math.Abs(x.Value - y.Value) <= 1e-9 * Math.Max(1e-3, Math.Abs(y.Value));

    sealed class Unobserved : IRunObserver
    {
        public void Started(IReadOnlyList<PlannedRun> runs)
        {
        }

        public void Stepped(int step, IReadOnlyList<double> losses)
        {
        }

        public void Finished(PlannedRun run, Outcome outcome)
        {
        }

        public void Said(string words)
        {
        }
    }
}
