using System.Globalization;
using System.Text.Json.Nodes;

namespace TorchGradients.EndToEnd;

/// <summary>A grid of small runs in a folder of its own, and what the program made of it.</summary>
internal sealed class SmallGrid : IDisposable
{
    const string Name = "grid";

    readonly JsonObject _config;

    /// <summary>A config with as many seeds; runs of a few tenths of a second.</summary>
    /// <param name="seeds">How many.</param>
    /// <param name="steps">Steps of each run.</param>
    /// <param name="training">More of that section.</param>
    /// <param name="cohorts">How many train together: <c>auto</c>, <c>off</c> or a size.</param>
    public SmallGrid(int seeds, int steps = 400, JsonObject? training = null, string cohorts = "auto")
    {
        _config = new JsonObject
        {
            ["name"] = Name,
            ["data"] = new JsonObject { ["name"] = "spirals", ["samples"] = 500, ["batchSize"] = 32 },
            ["model"] = new JsonObject { ["depth"] = 3, ["width"] = 16, ["activation"] = "tanh", ["initialization"] = "xavier-normal" },
            ["training"] = training ?? new JsonObject(),
            ["probes"] = new JsonArray("train-loss", new JsonObject { ["name"] = "delta-norm", ["every"] = 10 }),
            ["seeds"] = new JsonArray([.. Enumerable.Range(1, seeds).Select(seed => (JsonNode)seed)]),
        };
        _config["training"]!["steps"] = steps;
        _config["execution"] = new JsonObject { ["cohorts"] = int.TryParse(cohorts, CultureInfo.InvariantCulture, out int size) ? size : cohorts };
        Write();
    }

    /// <summary>The folder that everything is in.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("torchgradients-").FullName;

    /// <summary>The config's file.</summary>
    public string Config => Path.Combine(Folder, "config.json");

    /// <summary>The experiment's folder below an output folder.</summary>
    public string Experiment(string output = "runs") => Path.Combine(Folder, output, Name);

    /// <summary>The folders of runs, by name.</summary>
    public IReadOnlyList<string> Runs(string output = "runs") => [.. Directory.GetDirectories(Experiment(output))
        .Where(folder => Path.GetFileName(folder) is var name && !name.StartsWith('.') && name != "figures").Order(StringComparer.Ordinal)];

    /// <summary>Runs that ended in this way, as their outcomes say.</summary>
    public int Count(string status, string output = "runs") =>
        Runs(output).Count(run => File.Exists(Path.Combine(run, "outcome.json")) && Outcome(run)["status"]!.ToString() == status);

    /// <summary>A run's outcome.</summary>
    public static JsonObject Outcome(string run) => (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(run, "outcome.json")))!;

    /// <summary>Changes the config.</summary>
    public void Change(Action<JsonObject> change)
    {
        change(_config);
        Write();
    }

    /// <summary>
    /// What all runs measured and with what, without what no two executions share: the time of day and what steps cost.
    /// </summary>
    /// <param name="output">The output folder.</param>
    /// <param name="withCohorts">False: without the cohort that a run trained in.</param>
    public string Results(string output = "runs", bool withCohorts = true) => string.Join('\n', Runs(output).Select(run =>
        Numbers(run) + File.ReadAllText(Path.Combine(run, "resolved.json"))
        + (withCohorts ? File.ReadAllText(Path.Combine(run, "environment.json")) : WithoutCohort(run))));

    /// <summary>The same without how it was made, and without the lines that say where a run was resumed.</summary>
    public string NumbersOf(string output = "runs") => string.Join('\n', string.Join('\n', Runs(output).Select(Numbers))
        .Split('\n').Where(line => !line.Contains("\"resumed\"", StringComparison.Ordinal)));

    /// <summary>The arguments of <c>run</c>.</summary>
    public string[] Arguments(params string[] more) => ["run", Config, "--output", Path.Combine(Folder, "runs"), .. more];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>The cohort in which a run trained, as its environment says: how many, and its place.</summary>
    public static (int Size, int Place) Cohort(string run)
    {
        JsonNode cohort = Environment(run)["cohort"]!;
        return (cohort["size"]!.GetValue<int>(), cohort["place"]!.GetValue<int>());
    }

    /// <summary>The steps after which a run was resumed.</summary>
    public static IReadOnlyList<int> Resumed(string run) =>
    [
        .. File.ReadLines(Path.Combine(run, "records.clef")).Where(line => line.Contains("\"resumed\"", StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line)!["Step"]!.GetValue<int>()),
    ];

    /// <summary>What one run measured, with the lines that say where it was resumed.</summary>
    public static string Numbers(string run)
    {
        JsonObject outcome = Outcome(run);
        outcome.Remove("seconds");
        outcome.Remove("cost");
        IEnumerable<string> records = File.ReadLines(Path.Combine(run, "records.clef")).Select(line =>
        {
            var record = (JsonObject)JsonNode.Parse(line)!;
            record.Remove("@t");
            return record.ToJsonString();
        });
        return $"{Path.GetFileName(run)}\n{outcome.ToJsonString()}\n{string.Join('\n', records)}\n";
    }

    static string WithoutCohort(string run)
    {
        JsonObject environment = Environment(run);
        environment.Remove("cohort");
        return environment.ToJsonString();
    }

    static JsonObject Environment(string run) => (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(run, "environment.json")))!;

    void Write() => File.WriteAllText(Config, _config.ToJsonString());
}
