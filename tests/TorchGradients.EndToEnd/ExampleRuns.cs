using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>A grid of four runs, two of which diverge; executed once for all claims on the files.</summary>
public sealed class ExampleRuns : IAsyncLifetime
{
    public const int Layers = 3;

    readonly Scratch _scratch = new();

    internal string Experiment => _scratch[Path.Combine("out", "files")];

    internal JsonNode Plan => Json("plan.json");

    /// <summary>The runs' folders, as the plan has them.</summary>
    internal IEnumerable<string> Runs => Plan["runs"]!.AsArray().Select(run => (string)run!["folder"]!);

    internal JsonNode Json(params string[] parts) => JsonNode.Parse(File.ReadAllText(Path.Combine([Experiment, .. parts])))!;

    /// <summary>The events of a run's records.</summary>
    internal IEnumerable<JsonObject> Events(string run) =>
        File.ReadLines(Path.Combine(Experiment, run, "records.clef")).Select(line => JsonNode.Parse(line)!.AsObject());

    public async ValueTask InitializeAsync()
    {
        _scratch.With("files.json",
            """
            {
              "question": "Which files are there?",
              "data": { "name": "digits", "batchSize": 16 },
              "model": { "depth": 2, "width": 8, "activation": "identity", "biasInitialization": "zeros" },
              "training": { "loss": "mse", "optimizer": { "name": "sgd", "learningRate": 0.1 }, "steps": 30, "checkpoints": ["initial", "final"] },
              "probes": ["train-loss", { "name": "delta-norm", "every": 4 }, "weight-factor", "update-ratio"],
              "axes": [{ "name": "rate", "path": "training:optimizer:learningRate", "values": [0.1, 1e20], "role": "scientific" }],
              "seeds": [1, 2]
            }
            """);
        var result = await _scratch.Run("run", "files.json", "--output", "out");
        Assert.True(result.ExitCode == 0, result.StandardError);
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
