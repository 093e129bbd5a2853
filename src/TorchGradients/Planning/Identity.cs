using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TorchGradients.Planning;

/// <summary>What a run computes, as a hash: equal identity is the only meaning of the same work.</summary>
public static class Identity
{
    static readonly string[] s_besideTheWork = ["$schema", "name", "question", "execution", "baseline", "axes", "analysis"];
    static readonly string[] s_besideTheTraining = ["checkpoints", "checkpointEvery", "timeLimit"];

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of the canonical resolved config without name, question, execution, checkpoints and time
    /// limit; with the kind of device that the run uses, and with a data path replaced by the hash of what it holds.
    /// </summary>
    /// <param name="resolved">The normalised config of one run, every default written out.</param>
    /// <param name="deviceKind"><c>cpu</c> or <c>cuda</c>.</param>
    /// <param name="dataHash">SHA-256 of what <c>data:path</c> holds; null without a path.</param>
    public static string Of(JsonObject resolved, string deviceKind, string? dataHash)
    {
        var work = (JsonObject)resolved.DeepClone();
        foreach (string key in s_besideTheWork) work.Remove(key);

        if (work["training"] is JsonObject training)
        {
            foreach (string key in s_besideTheTraining) training.Remove(key);
            training["device"] = deviceKind;
        }

        if (dataHash is not null && work["data"] is JsonObject data) data["path"] = dataHash;

        byte[] canonical = Encoding.UTF8.GetBytes(Sorted(work)!.ToJsonString());
        return Convert.ToHexStringLower(SHA256.HashData(canonical));
    }

    /// <summary>A copy whose keys are in ordinal order at every level.</summary>
    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject value => new JsonObject(value.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray value => new JsonArray([.. value.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
