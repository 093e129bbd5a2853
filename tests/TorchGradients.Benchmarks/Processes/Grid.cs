using System.Text.Json.Nodes;
using TorchGradients.Benchmarks.Loops;

namespace TorchGradients.Benchmarks.Processes;

/// <summary>A grid of runs on <c>digits</c>, with the loss and the norms of δ and of the weight gradient at every step.</summary>
/// <param name="Network">Each run's.</param>
/// <param name="Optimizer">Each run's.</param>
/// <param name="Steps">Of each run.</param>
/// <param name="Seeds">How many, from 1.</param>
/// <param name="LearningRates">The one axis.</param>
sealed record Grid(NetworkShape Network, string Optimizer, int Steps, int Seeds, IReadOnlyList<double> LearningRates)
{
    /// <summary>Whether every run ends with an evaluation on the 297 rows of the test part; else ours looks at one row.</summary>
    internal bool IsEvaluated { get; init; } = true;

    /// <summary>Whether ours writes its report; theirs has none.</summary>
    internal bool IsReported { get; init; } = true;

    /// <summary>Threads of a run; null: as the program chooses.</summary>
    internal int? Threads { get; init; }

    /// <summary>The config's file, written to a folder.</summary>
    internal string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "grid.json");
        File.WriteAllText(file, Config().ToJsonString());
        return file;
    }

    /// <summary>Seconds that the program takes for it, whole, in a fresh output folder.</summary>
    internal Task<double> Time(string folder, CancellationToken cancellation) => BuiltProgram.Time(
        ["run", Write(folder), "--output", Path.Combine(folder, "runs"), .. IsReported ? Array.Empty<string>() : ["--no-report"]],
        cancellation);

    JsonObject Config() => new()
    {
        ["name"] = "grid",
        ["data"] = new JsonObject { ["name"] = "digits", ["batchSize"] = Network.Batch, ["testLimit"] = IsEvaluated ? null : 1 },
        ["model"] = Network.Model,
        ["training"] = new JsonObject { ["optimizer"] = Optimizer, ["steps"] = Steps },
        ["execution"] = Threads is { } threads ? new JsonObject { ["threads"] = threads } : new JsonObject(),
        ["probes"] = new JsonArray("train-loss", "delta-norm", "weight-gradient-norm"),
        ["axes"] = new JsonArray(new JsonObject
        {
            ["path"] = "training:optimizer:learningRate",
            ["values"] = new JsonArray([.. LearningRates.Select(rate => (JsonNode)rate)]),
        }),
        ["seeds"] = new JsonArray([.. Enumerable.Range(1, Seeds).Select(seed => (JsonNode)seed)]),
    };
}
