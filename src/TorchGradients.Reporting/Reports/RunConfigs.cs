using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Reports;

/// <summary>
/// The runs' resolved configs, setting by setting (<c>model:depth</c>, components whole, as JSON): what all have in common, and
/// in what each differs.
/// </summary>
sealed class RunConfigs
{
    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    readonly IReadOnlyDictionary<ArchivedRun, SortedDictionary<string, string>> _settings;

    RunConfigs(IReadOnlyDictionary<ArchivedRun, SortedDictionary<string, string>> settings)
    {
        _settings = settings;
        Common = settings.Count == 0 ? [] : new SortedDictionary<string, string>(settings.Values.First(), StringComparer.Ordinal);
        foreach (var one in settings.Values)
        {
            foreach (string key in Common.Keys.Where(key => !one.TryGetValue(key, out string? value) || value != Common[key]).ToArray())
            {
                Common.Remove(key);
            }
        }
    }

    /// <summary>The settings that all runs have in common.</summary>
    public SortedDictionary<string, string> Common { get; }

    /// <summary>The settings in which a run differs from others; null where its <c>resolved.json</c> cannot be read.</summary>
    public IEnumerable<KeyValuePair<string, string>>? Own(ArchivedRun run) =>
        _settings.TryGetValue(run, out var settings) ? settings.Where(setting => !Common.ContainsKey(setting.Key)) : null;

    /// <summary>The configs of all runs that have one; reads each file once.</summary>
    public static RunConfigs Of(ExperimentAnalysis analysis)
    {
        var read = analysis.Runs.AsParallel().AsOrdered()
            .Select(run => (run.Run, Settings: run.Outcome is null ? null : Settings(run.Run.Files)))
            .Where(pair => pair.Settings is not null).ToArray();
        var known = new Dictionary<string, string>();
        foreach (var (_, settings) in read)
        {
            foreach (string key in settings!.Keys.ToArray())
            {
                string value = settings[key];
                settings[key] = known.TryGetValue(value, out string? same) ? same : known[value] = value;
            }
        }

        return new RunConfigs(read.ToDictionary(pair => pair.Run, pair => pair.Settings!));
    }

    /// <summary>A cell's config with all its seeds, as JSON to be saved and run; null where none of its runs has one.</summary>
    public string? Whole(CellAnalysis cell)
    {
        var run = cell.Runs.FirstOrDefault(run => _settings.ContainsKey(run.Run));
        if (run is null) return null;

        var config = new JsonObject();
        foreach (var (path, value) in _settings[run.Run])
        {
            string[] parts = path.Split(':', 2);
            if (parts.Length == 1)
            {
                config[path] = JsonNode.Parse(value);
                continue;
            }

            if (!config.ContainsKey(parts[0])) config[parts[0]] = new JsonObject();
            config[parts[0]]![parts[1]] = JsonNode.Parse(value);
        }

        config["seeds"] = new JsonArray([.. cell.Runs.Select(one => one.Run.Plan.Seed).Distinct().Select(seed => (JsonNode)seed)]);
        return config.ToJsonString(s_indented);
    }

    /// <summary>What must be set to come from one cell's config to another's; the seed apart.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Difference(CellAnalysis from, CellAnalysis to)
    {
        var (before, after) = (Of(from), Of(to));
        return before is null || after is null ? []
            : [.. after.Where(setting => setting.Key != "seeds" && (!before.TryGetValue(setting.Key, out string? value) || value != setting.Value))];
    }

    SortedDictionary<string, string>? Of(CellAnalysis cell) =>
        cell.Runs.Select(run => _settings.GetValueOrDefault(run.Run)).FirstOrDefault(settings => settings is not null);

    static SortedDictionary<string, string>? Settings(RunFiles files)
    {
        try
        {
            var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
            if (JsonNode.Parse(files.Bytes("resolved.json")) is not JsonObject config) return null;
            foreach (var (name, section) in config)
            {
                if (section is JsonObject keys && name is "data" or "model" or "training")
                {
                    foreach (var (key, value) in (JsonObject)section!) settings[$"{name}:{key}"] = Text(value);
                }
                else
                {
                    settings[name] = Text(section);
                }
            }

            return settings;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException
            or InvalidCastException)
        {
            return null;
        }
    }

    static string Text(JsonNode? value) => value?.ToJsonString() ?? "null";
}
