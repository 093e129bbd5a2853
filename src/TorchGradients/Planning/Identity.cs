using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TorchGradients.Planning;

/// <summary>What a run computes, as a hash: equal identity is the only meaning of the same work.</summary>
/// <remarks>
/// The hashed text is JSON without white space, keys in ordinal order, every default written out, whole numbers in
/// digits and
/// others in the shortest form that reads back as the same double: it is the same on every machine.
/// </remarks>
public static class Identity
{
    /// <summary>What of a config says nothing about the work.</summary>
    internal static IReadOnlyList<string> BesideTheWork { get; } =
        ["$schema", "name", "question", "execution", "baseline", "exclude", "axes", "claims", "analysis"];

    /// <summary>The same within <c>training</c>.</summary>
    internal static IReadOnlyList<string> BesideTheTraining { get; } = ["checkpoints", "checkpointEvery", "timeLimit"];

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of the canonical resolved config without name, question, execution,
    /// checkpoints and
    /// time limit; with the kind of device, the precision and the scaling that the run uses, and with a data path
    /// replaced by
    /// the hash of what it holds.
    /// </summary>
    /// <param name="resolved">The normalised config of one run, every default written out.</param>
    /// <param name="facts">What the config leaves open.</param>
    public static string Of(JsonObject resolved, WorkFacts facts)
    {
        var work = (JsonObject)resolved.DeepClone();
        foreach (string key in BesideTheWork) work.Remove(key);

        if (work["training"] is JsonObject training)
        {
            foreach (string key in BesideTheTraining) training.Remove(key);
            training["device"] = facts.DeviceKind;
            training["precision"] = facts.Precision;
        }

        if (work["data"] is JsonObject data) SetFacts(data, facts);
        return Hash(Canonical(work));
    }

    /// <summary>Writes what the <c>data</c> section leaves open into it.</summary>
    internal static void SetFacts(JsonObject data, WorkFacts facts)
    {
        data["scaling"] = facts.Scaling;
        if (facts.DataHash is not null) data["path"] = facts.DataHash;
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    internal static string Hash(ReadOnlySpan<byte> canonical) => Convert.ToHexStringLower(SHA256.HashData(canonical));

    /// <summary>The text of a normalised value, keys in ordinal order at every level, in UTF-8.</summary>
    internal static byte[] Canonical(JsonNode? node) => Encoding.UTF8.GetBytes(Sorted(node)?.ToJsonString() ?? "null");

    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject value => new JsonObject(value.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray value => new JsonArray([.. value.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
