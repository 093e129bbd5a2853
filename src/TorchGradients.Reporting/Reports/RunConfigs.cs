using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Configuration;
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

    // In which almost every run differs from the others of its cell; the rest is kept once for all of them.
    const string Seeds = "seeds";

    readonly IReadOnlyDictionary<ArchivedRun, (SortedDictionary<string, string> Shared, string? Seeds)> _settings;

    RunConfigs(IReadOnlyDictionary<ArchivedRun, (SortedDictionary<string, string> Shared, string? Seeds)> settings)
    {
        _settings = settings;
        Common = settings.Count == 0 ? [] : new SortedDictionary<string, string>(settings.Values.First().Shared, StringComparer.Ordinal);
        foreach (var one in settings.Values.Select(pair => pair.Shared).Distinct())
        {
            foreach (string key in Common.Keys.Where(key => !one.TryGetValue(key, out string? value) || value != Common[key]).ToArray())
            {
                Common.Remove(key);
            }
        }

        if (settings.Values.Select(pair => pair.Seeds).Distinct().ToArray() is [{ } only]) Common[Seeds] = only;
    }

    /// <summary>The settings that all runs have in common.</summary>
    public SortedDictionary<string, string> Common { get; }

    /// <summary>The settings in which a run differs from others; null where its <c>resolved.json</c> cannot be read.</summary>
    public IEnumerable<KeyValuePair<string, string>>? Own(ArchivedRun run) =>
        Settings(run)?.Where(setting => !Common.ContainsKey(setting.Key));

    /// <summary>The configs of all runs that have one; reads each file once.</summary>
    public static RunConfigs Of(ExperimentAnalysis analysis)
    {
        var known = new ConcurrentDictionary<string, SortedDictionary<string, string>>();
        return new RunConfigs(analysis.Runs.AsParallel().AsOrdered().Where(run => run.Outcome is not null)
            .Select(run => (run.Run, Settings: Settings(run.Run.Files)))
            .Where(pair => pair.Settings is not null)
            .Select(pair => (pair.Run, Settings: Kept(pair.Settings!, known)))
            .ToArray().ToDictionary(pair => pair.Run, pair => pair.Settings));
    }

    static (SortedDictionary<string, string> Shared, string? Seeds) Kept(
        SortedDictionary<string, string> settings, ConcurrentDictionary<string, SortedDictionary<string, string>> known)
    {
        settings.Remove(Seeds, out string? seeds);
        return (known.GetOrAdd(string.Join('\u001f', settings.Select(setting => $"{setting.Key}={setting.Value}")), settings), seeds);
    }

    /// <summary>Whether a run of the cell tells its config.</summary>
    public bool Knows(CellAnalysis cell) => cell.Runs.Any(run => _settings.ContainsKey(run.Run));

    /// <summary>A cell's config with all its seeds, as JSON to be saved and run; null where none of its runs has one.</summary>
    public string? Whole(CellAnalysis cell) => Tree(cell)?.ToJsonString(s_indented);

    /// <summary>
    /// What <c>--set</c> must say to come from one cell's config to another's; null where it cannot: a setting cannot be taken away.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Difference(CellAnalysis from, CellAnalysis to)
    {
        if (Tree(from) is not { } before || Tree(to) is not { } after) return null;

        SortedDictionary<string, string> old = Settings(before), wanted = Settings(after);
        KeyValuePair<string, string>[] changes =
            [.. wanted.Where(setting => !old.TryGetValue(setting.Key, out string? value) || value != setting.Value)];

        // Another data set begins with its defaults, so that all its options have to be said.
        if (changes.Any(setting => setting.Key == "data:name"))
        {
            changes =
            [
                KeyValuePair.Create("data", Text(after["data"])),
                .. changes.Where(setting => !setting.Key.StartsWith("data:", StringComparison.Ordinal)),
            ];
        }

        JsonObject reached = changes.Aggregate(before, (config, setting) => JsonMerge.Merge(config, Layer(setting)));
        return JsonNode.DeepEquals(reached, after) ? changes : null;
    }

    static JsonObject Layer(KeyValuePair<string, string> setting)
    {
        JsonNode? layer = JsonNode.Parse(setting.Value);
        foreach (string key in setting.Key.Split(':').Reverse()) layer = new JsonObject { [key] = layer };
        return (JsonObject)layer!;
    }

    JsonObject? Tree(CellAnalysis cell)
    {
        var run = cell.Runs.FirstOrDefault(run => _settings.ContainsKey(run.Run));
        if (run is null) return null;

        var config = new JsonObject();
        foreach (var (path, value) in Settings(run.Run)!)
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

        config[Seeds] = new JsonArray([.. cell.Runs.Select(one => one.Run.Plan.Seed).Distinct().Select(seed => (JsonNode)seed)]);
        return config;
    }

    IEnumerable<KeyValuePair<string, string>>? Settings(ArchivedRun run)
    {
        if (!_settings.TryGetValue(run, out var settings)) return null;

        IEnumerable<KeyValuePair<string, string>> seeds = settings.Seeds is { } text ? [KeyValuePair.Create(Seeds, text)] : [];
        return settings.Shared.Concat(seeds).OrderBy(setting => setting.Key, StringComparer.Ordinal);
    }

    static SortedDictionary<string, string>? Settings(RunFiles files)
    {
        try
        {
            return JsonNode.Parse(files.Bytes("resolved.json")) is JsonObject config ? Settings(config) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException
            or InvalidCastException)
        {
            return null;
        }
    }

    static SortedDictionary<string, string> Settings(JsonObject config)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, section) in config)
        {
            if (name is "data" or "model" or "training" && section is JsonObject keys)
            {
                foreach (var (key, value) in keys) settings[$"{name}:{key}"] = Text(value);
            }
            else
            {
                settings[name] = Text(section);
            }
        }

        return settings;
    }

    static string Text(JsonNode? value) => value?.ToJsonString() ?? "null";
}
