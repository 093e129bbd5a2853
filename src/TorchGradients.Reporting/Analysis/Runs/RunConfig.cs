using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Records;

namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>What an analysis needs of a run's <c>resolved.json</c>.</summary>
static class RunConfig
{
    static readonly string[] _sections = ["data", "model", "training"];

    // How it is computed and how often it is looked at, not what is computed.
    static readonly string[] _aside = ["engine", "precision", "device", "checkpoints", "checkpointEvery", "evaluateEvery", "timeLimit"];

    /// <summary>The name of the config's optimizer; null where it does not tell.</summary>
    public static string? Optimizer(JsonObject? config) => (config?["training"] as JsonObject)?["optimizer"] switch
    {
        JsonObject component => component["name"]?.ToString(),
        JsonValue name => name.ToString(),
        _ => null,
    };

    /// <summary>The config of the run with these files; null where it cannot be read.</summary>
    public static JsonObject? Read(RunFiles files)
    {
        try
        {
            return JsonNode.Parse(files.Bytes("resolved.json")) as JsonObject;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// A mark of the mathematics of a run, data, model and training, whatever engine and numbers it was computed with: equal for
    /// runs that differ in nothing else, the seed apart. Null without a config.
    /// </summary>
    public static string? Mathematics(JsonObject? config)
    {
        if (config is null || !_sections.All(name => config[name] is JsonObject)) return null;

        var text = new StringBuilder();
        foreach (string name in _sections)
        {
            foreach (var (key, value) in config[name]!.AsObject().Where(pair => !_aside.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                text.Append(name).Append(':').Append(key).Append('=').Append(value?.ToJsonString()).Append('\n');
            }
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
