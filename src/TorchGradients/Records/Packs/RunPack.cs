using System.IO.Compression;
using System.Text.Json;

namespace TorchGradients.Records.Packs;

/// <summary>
/// The files of many runs in one file, with an index: a folder with <see cref="DataName"/>, in which every file is compressed by
/// itself, one behind the other, and <see cref="IndexName"/>, a line of JSON for each run.
/// </summary>
/// <remarks>
/// A file system that keeps a million folders is slow at each of them, and so is everyone who looks through them. The index alone
/// tells which runs there are and how they ended. It is written behind the data, line by line: what a process leaves that is killed
/// is a pack of fewer runs. Any number of packs may hold the same run.
/// </remarks>
public static class RunPack
{
    /// <summary>Where packs lie in an experiment's folder, a folder each.</summary>
    public const string Above = "packs";

    /// <summary>The name of the runs' files behind each other.</summary>
    public const string DataName = "runs.gz";

    /// <summary>The name of the index.</summary>
    public const string IndexName = "index.jsonl";

    static readonly JsonSerializerOptions s_json = new(RecordJson.Options) { WriteIndented = false };

    /// <summary>The runs of a pack in the order in which they were packed; a last line that was cut off is none.</summary>
    /// <param name="pack">The pack's folder.</param>
    /// <exception cref="InvalidDataException">A line of the index holds something else; names file and line.</exception>
    public static IEnumerable<PackedRun> Runs(string pack)
    {
        string index = Path.Combine(pack, IndexName);
        if (!File.Exists(index)) yield break;

        using var stream = new FileStream(index, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        int line = 0;
        foreach ((ReadOnlyMemory<byte> bytes, bool hasEnd) in ByteLines.Read(stream))
        {
            line++;
            if (hasEnd) yield return Parse(bytes.Span, index, line) with { Pack = pack };
        }
    }

    /// <summary>The packs of an experiment, in a fixed order.</summary>
    public static IReadOnlyList<string> Of(string experiment)
    {
        string above = Path.Combine(experiment, Above);
        return Directory.Exists(above) ? [.. Directory.GetDirectories(above).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>A run from its line.</summary>
    /// <exception cref="InvalidDataException">It is no run's.</exception>
    public static PackedRun Parse(string line) => Parse(System.Text.Encoding.UTF8.GetBytes(line), IndexName, 0);

    internal static byte[] Read(string pack, long offset, long length)
    {
        using var data = new FileStream(
            Path.Combine(pack, DataName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        byte[] bytes = new byte[length];
        data.Seek(offset, SeekOrigin.Begin);
        data.ReadExactly(bytes);
        return bytes;
    }

    internal static byte[] Line(PackedRun run) => [.. JsonSerializer.SerializeToUtf8Bytes(run, s_json), (byte)'\n'];

    internal static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    static PackedRun Parse(ReadOnlySpan<byte> line, string file, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<PackedRun>(line, s_json) is { Identity: not null, Outcome: not null, Files: not null } run
                ? run
                : throw new JsonException("a run's identity, outcome or files are missing.");
        }
        catch (JsonException mistake)
        {
            throw new InvalidDataException($"{file}, line {number} is no run of a pack: {mistake.Message}", mistake);
        }
    }
}
