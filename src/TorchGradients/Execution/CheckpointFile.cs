using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>
/// <c>checkpoint.safetensors</c> in the folder of a run that is not complete: replaced whole or not at all. Of a run
/// whose numbers are bound to its cohort the one before stays beside it, as <c>checkpoint-before.safetensors</c>.
/// </summary>
/// <remarks>
/// Weights have the names and the layout of <c>final.safetensors</c>, the optimizer's numbers stand beside them as
/// <c>optimizer.NAME.STATE</c>. Everything else of a <see cref="Checkpoint"/> is JSON in the header's metadata, with a hash over all of it.
/// </remarks>
public static class CheckpointFile
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string Name = "checkpoint.safetensors";

    /// <summary>The one before it, in the folder of a run whose numbers are bound to its cohort.</summary>
    public const string NameBefore = "checkpoint-before.safetensors";

    const string HashKey = "sha256";

    static readonly JsonSerializerOptions s_options = new(RecordJson.Options) { WriteIndented = false };

    /// <summary>Whether a folder has one.</summary>
    public static bool IsIn(string folder) => Both(folder).Any(File.Exists);

    /// <summary>A folder's files that there are: the newest, then the one before.</summary>
    public static IEnumerable<string> In(string folder) => Both(folder).Where(File.Exists);

    /// <summary>When a folder's newest was written; long ago where it has none.</summary>
    public static DateTime WrittenAt(string folder) => Both(folder).Max(File.GetLastWriteTimeUtc);

    /// <summary>Removes a folder's, if it has one.</summary>
    public static void Remove(string folder)
    {
        foreach (string file in Both(folder)) File.Delete(file);
    }

    /// <summary>Puts the one before in the place of the newest.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool FallBack(string folder)
    {
        string before = Path.Combine(folder, NameBefore);
        if (!File.Exists(before)) return false;

        File.Move(before, Path.Combine(folder, Name), overwrite: true);
        return true;
    }

    /// <summary>
    /// Writes a folder's, in place of an earlier one; of a member of a bound cohort that one stays as the one before:
    /// a cohort goes on from a step of which all its members have one, and a process may end while it writes them.
    /// </summary>
    public static void Write(string folder, Checkpoint checkpoint)
    {
        string file = Path.Combine(folder, Name);
        if (checkpoint.IsBound && File.Exists(file)) File.Move(file, Path.Combine(folder, NameBefore), overwrite: true);
        var texts = JsonSerializer.SerializeToNode(checkpoint with { State = [] }, s_options)!.AsObject()
            .Where(member => member.Key != "state")
            .ToDictionary(member => member.Key, member => member.Value!.ToJsonString(s_options));
        texts[HashKey] = Hash(texts, checkpoint.State);
        SafeTensors.Write(file, checkpoint.State, texts);
    }

    /// <summary>Reads a folder's newest.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static Checkpoint Read(string folder) => ReadFile(Path.Combine(folder, Name));

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static Checkpoint ReadFile(string file)
    {
        (IReadOnlyList<NamedArray> arrays, IReadOnlyDictionary<string, string> metadata) = SafeTensors.ReadWhole(file);
        Dictionary<string, string> texts = metadata.Where(text => text.Key != HashKey).ToDictionary();
        if (!metadata.TryGetValue(HashKey, out string? hash) || hash != Hash(texts, arrays))
        {
            throw new InvalidDataException($"{file} is damaged: its hash is not that of what it holds.");
        }

        try
        {
            var members = new JsonObject(texts.Select(text => KeyValuePair.Create(text.Key, JsonNode.Parse(text.Value))));
            return members.Deserialize<Checkpoint>(s_options)! with { State = arrays };
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file} cannot be read: {exception.Message}", exception);
        }
    }

    static string[] Both(string folder) => [Path.Combine(folder, Name), Path.Combine(folder, NameBefore)];

    static string Hash(Dictionary<string, string> texts, IReadOnlyList<NamedArray> arrays)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string key, string text) in texts.OrderBy(text => text.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{key}\n{text}\n"));
        }

        foreach (NamedArray array in arrays)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{array.Name}\n"));
            hash.AppendData(SafeTensors.Bytes(array));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
