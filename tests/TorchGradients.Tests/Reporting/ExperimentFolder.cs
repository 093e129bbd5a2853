using System.Globalization;
using System.Text.Json.Nodes;

namespace TorchGradients.Tests.Reporting;

/// <summary>An experiment's folder made by hand: a plan, and per run records and outcome.</summary>
/// <param name="path">Where; null for a folder of its own among the temporary ones.</param>
sealed class ExperimentFolder(string? path = null) : IDisposable
{
    readonly JsonArray _axes = [];
    readonly JsonArray _runs = [];
    readonly JsonObject _baseline = [];
    readonly JsonArray _claims = [];

    public string Path { get; } = path ?? Directory.CreateTempSubdirectory("torchgradients-").FullName;

    public ExperimentFolder Axis(string name, string role = "scientific")
    {
        _axes.Add(new JsonObject { ["name"] = name, ["role"] = role });
        return this;
    }

    public ExperimentFolder Baseline(params (string Axis, string Value)[] values)
    {
        foreach (var (axis, value) in values) _baseline[axis] = value;
        return this;
    }

    /// <summary>Adds a claim with that condition, as plan.json has it.</summary>
    public ExperimentFolder Claim(string condition, string claim = "so it is", string source = "Somebody 2026")
    {
        _claims.Add(new JsonObject { ["claim"] = claim, ["source"] = source, ["condition"] = JsonNode.Parse(condition) });
        return this;
    }

    /// <summary>
    /// Adds a run; cells as <c>remedy=none,depth=4</c>, outcome and records as they stand in the files, or absent.
    /// </summary>
    public ExperimentFolder Run(string folder, int seed, string[] cells, string? outcome = null, string? records = null)
    {
        _runs.Add(new JsonObject
        {
            ["folder"] = folder,
            ["identity"] = "identity-of-" + folder,
            ["cells"] = new JsonArray([.. cells.Select(Cell)]),
            ["seed"] = seed,
        });
        string run = System.IO.Path.Combine(Path, folder);
        Directory.CreateDirectory(run);
        if (outcome is not null)
        {
            File.WriteAllText(
                System.IO.Path.Combine(run, "outcome.json"),
                outcome.Replace("IDENTITY", "identity-of-" + folder, StringComparison.Ordinal));
        }

        if (records is not null) File.WriteAllText(System.IO.Path.Combine(run, "records.clef"), records);
        return this;
    }

    /// <summary>Adds a file to a run's folder.</summary>
    public ExperimentFolder WithFile(string folder, string name, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, folder, name), text);
        return this;
    }

    public ExperimentFolder Planned(string experiment = "trial", string question = "Which remedies help?")
    {
        var plan = new JsonObject
        {
            ["experiment"] = experiment,
            ["question"] = question,
            ["axes"] = _axes,
            ["baseline"] = _baseline,
            ["claims"] = _claims,
            ["runs"] = _runs,
            ["notes"] = new JsonArray("a note"),
        };
        File.WriteAllText(System.IO.Path.Combine(Path, "plan.json"), plan.ToJsonString());
        return this;
    }

    public static string Layers(string quantity, int step, params double?[] values) =>
        Several("layers", quantity, step, values);

    /// <summary>Numbers that are no layers', for example singular values.</summary>
    public static string Values(string quantity, int step, params double?[] values) =>
        Several("values", quantity, step, values);

    public static string Scalar(string quantity, int step, double value) =>
        $$"""{"@t":"2026-01-01T00:00:00Z","@mt":"m","Kind":"scalar","Step":{{step}},"Quantity":"{{quantity}}","Values":{{Text(value)}}}"""
        + "\n";

    public void Dispose() => Directory.Delete(Path, recursive: true);

    static string Several(string kind, string quantity, int step, double?[] values) =>
        $$"""{"@t":"2026-01-01T00:00:00Z","@mt":"m","Kind":"{{kind}}","Step":{{step}},"Quantity":"{{quantity}}","Values":[{{string.Join(',', values.Select(Text))}}]}"""
        + "\n";

    static string Text(double? value) => value is not { } number ? "null"
        : double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture)
        : $"\"{number.ToString(CultureInfo.InvariantCulture)}\"";

    static JsonNode Cell(string text)
    {
        var cell = new JsonObject();
        foreach (string pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            cell[parts[0]] = parts[1];
        }

        return cell;
    }
}
