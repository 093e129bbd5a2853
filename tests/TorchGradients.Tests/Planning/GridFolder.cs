using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using TorchGradients.Configuration;
using TorchGradients.Planning;

namespace TorchGradients.Tests.Planning;

/// <summary>
/// A folder with an experiment and fragments that is gone after the test, and a planner that looks at no data.
/// </summary>
internal sealed class GridFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("grid-").FullName;

    public StillSurroundings Surroundings { get; } = new();

    public static string Experiment(string members) =>
        $$"""{ "data": { "name": "gaussian-noise" }, "training": { "optimizer": { "name": "sgd", "learningRate": 0.1 } }, {{members}} }""";

    public GridFolder With(string file, string text)
    {
        File.WriteAllText(Path.Combine(Root, file), text);
        return this;
    }

    public ConfigReader Reader() => new(Catalogue.All, Root, new ConfigurationBuilder().Build());

    public ConfigDocument Document(params string[] settings) => Reader().Read("experiment.json", settings);

    public ExperimentPlan Plan(params string[] settings)
    {
        ConfigReader reader = Reader();
        return new Planner(reader, Surroundings).Plan(reader.Read("experiment.json", settings));
    }

    /// <summary>The plan of an experiment with these members.</summary>
    public static ExperimentPlan PlanOf(string members)
    {
        using GridFolder folder = new GridFolder().With("experiment.json", Experiment(members));
        return folder.Plan("name=grid");
    }

    /// <summary>The problems of an experiment with these members as the user sees them.</summary>
    public static string ProblemsOf(string members)
    {
        using GridFolder folder = new GridFolder().With("experiment.json", Experiment(members));
        return folder.Problems();
    }

    public string Problems() => ProblemText.Format(Xunit.Assert.Throws<ConfigException>(() => Plan()).Problems);

    /// <summary>The cells of a plan's runs, as <c>depth 2, width 8</c>.</summary>
    public static IEnumerable<string> Cells(ExperimentPlan plan) => plan.Runs.SelectMany(run => run.Cells).Distinct()
        .Select(cell => string.Join(", ", cell.Select(value => $"{value.Key} {value.Value}")));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>Surroundings that answer from the config alone, and count what they are asked.</summary>
internal sealed class StillSurroundings : ISurroundings
{
    public int Hashed { get; private set; }

    public string DeviceKind(RunConfig config) =>
        config.Training is { Engine: "torch", Device: "cuda" } ? "cuda" : "cpu";

    public string? DataHash(RunConfig config)
    {
        Hashed++;
        return config.Data.Options["path"] is JsonNode path ? Identity.Hash(File.ReadAllBytes((string)path!)) : null;
    }

    public (int Features, int Classes)? ShapeOf(RunConfig config) => config.Model.Depth == 5 ? null : (64, 10);

    public IReadOnlyList<(string Path, string Finding, string Fix)> Problems(RunConfig config) => config.Model.Width == 13
        ? [("model:width", "is 13, which nobody wants", "Take another.")]
        : [];
}
