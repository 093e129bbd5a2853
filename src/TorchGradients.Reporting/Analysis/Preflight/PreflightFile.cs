using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary><c>preflight.json</c> in an experiment's folder: what <c>plan --preflight</c> foretold, for the report to score.</summary>
/// <remarks>
/// What was foretold of a run that has ended since stays as it was said; of others the newest counts. Without the file the
/// report applies the rule to the records of step 0.
/// </remarks>
public static class PreflightFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "preflight.json";

    static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Keeps predictions in an experiment's folder, beside earlier ones of other runs.</summary>
    /// <param name="folder">The experiment's folder; it is made where it is not there.</param>
    /// <param name="predictions">The new ones.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Keep(string folder, IReadOnlyList<KeptPrediction> predictions)
    {
        var kept = Read(folder).ByIdentity.ToDictionary(prediction => prediction.Key, prediction => prediction.Value);
        foreach (KeptPrediction prediction in predictions)
        {
            if (!prediction.WasComplete || !kept.ContainsKey(prediction.Identity)) kept[prediction.Identity] = prediction;
        }

        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, Name), unfinished = path + ".tmp";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(kept.Values, _options) + "\n");
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>What was kept; nothing where there is no file, or none that can be read.</summary>
    /// <param name="folder">The experiment's folder.</param>
    public static KeptPredictions Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return KeptPredictions.None;
        try
        {
            KeptPrediction?[]? kept = JsonSerializer.Deserialize<KeptPrediction?[]>(File.ReadAllText(path), _options);
            return kept is null || kept.Any(prediction => prediction is not { Identity: not null, Findings: not null })
                ? Broken("an entry has no identity or no findings")
                : new KeptPredictions(kept.DistinctBy(prediction => prediction!.Identity).ToDictionary(prediction => prediction!.Identity, prediction => prediction!), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return Broken(exception.Message.TrimEnd('.'));
        }

        KeptPredictions Broken(string why) => KeptPredictions.None with
        {
            Problem = $"{path} cannot be read: {why}. 'plan --preflight' writes it anew.",
        };
    }
}
