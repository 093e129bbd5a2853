using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Records;

/// <summary>Arrays in a safetensors file, types F32 and F64.</summary>
/// <remarks>
/// Layout: the header's length as a little-endian 64-bit number; the header, JSON: name → dtype, shape, data_offsets
/// (from the
/// header's end), filled up with spaces to a multiple of 8; the entries, little-endian, row-major.
/// Source: huggingface/safetensors, section "Format".
/// </remarks>
public static class SafeTensors
{
    const int Alignment = 8;

    const string MetadataKey = "__metadata__";

    /// <summary>Writes the arrays in their order, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arrays">What it holds.</param>
    /// <param name="metadata">Texts by name for the header; null: none.</param>
    /// <exception cref="ArgumentException">
    /// An array is neither float nor double, or its length is not what its shape says.
    /// </exception>
    public static void Write(
        string path, IReadOnlyList<NamedArray> arrays, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        var header = new JsonObject();
        if (metadata is not null)
        {
            header.Add(MetadataKey, new JsonObject(metadata.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value))));
        }

        long offset = 0;
        foreach (var array in arrays)
        {
            long end = offset + Bytes(array).Length;
            header.Add(array.Name, new JsonObject
            {
                ["dtype"] = array.Values is float[]? "F32" : "F64",
                ["shape"] = new JsonArray([.. array.Shape.Select(size => JsonValue.Create(size))]),
                ["data_offsets"] = new JsonArray(offset, end),
            });
            offset = end;
        }

        byte[] text = JsonSerializer.SerializeToUtf8Bytes(header);
        byte[] padded = new byte[(text.Length + Alignment - 1) / Alignment * Alignment];
        padded.AsSpan().Fill((byte)' ');
        text.CopyTo(padded, 0);
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded.Length);

        WholeFile.Write(path, stream =>
        {
            stream.Write(length);
            stream.Write(padded);
            foreach (var array in arrays) stream.Write(Bytes(array));
        });
    }

    /// <summary>The arrays of a file, in the order of their entries.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds another type.</exception>
    public static IReadOnlyList<NamedArray> Read(string path) => ReadWhole(path).Arrays;

    /// <summary>The arrays of a file, in the order of their entries, and the texts of its header.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds another type.</exception>
    public static (IReadOnlyList<NamedArray> Arrays, IReadOnlyDictionary<string, string> Metadata) ReadWhole(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        ulong length = file.Length < sizeof(ulong) ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > (ulong)(file.Length - sizeof(ulong))) throw Damaged(path);

        var data = file.AsMemory(sizeof(ulong) + (int)length);
        try
        {
            using var header = JsonDocument.Parse(file.AsMemory(sizeof(ulong), (int)length));
            NamedArray[] arrays = [.. header.RootElement.EnumerateObject()
                .Where(entry => entry.Name != MetadataKey)
                .OrderBy(entry => entry.Value.GetProperty("data_offsets")[0].GetInt64())
                .Select(entry => Array(path, entry, data.Span))];
            return (arrays, header.RootElement.TryGetProperty(MetadataKey, out JsonElement metadata)
                ? metadata.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!)
                : []);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException
            or KeyNotFoundException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw Damaged(path, exception);
        }
    }

    static NamedArray Array(string path, JsonProperty entry, ReadOnlySpan<byte> data)
    {
        int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        var offsets = entry.Value.GetProperty("data_offsets");
        var bytes = data[offsets[0].GetInt32()..offsets[1].GetInt32()];
        string? type = entry.Value.GetProperty("dtype").GetString();
        Array values = type switch
        {
            "F32" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            "F64" => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
            _ => throw new InvalidDataException($"{path}: '{entry.Name}' has the type {type}; F32 and F64 are read."),
        };
        return values.Length == Count(shape) ? new NamedArray(entry.Name, shape, values) : throw Damaged(path);
    }

    /// <summary>The entries as they lie in a file.</summary>
    internal static ReadOnlySpan<byte> Bytes(NamedArray array) => array.Values.Length != Count(array.Shape)
        ? throw new ArgumentException(
            $"'{array.Name}' has {array.Values.Length} entries, but a shape of {Count(array.Shape)}.")
        : array.Values switch
        {
            float[] values => MemoryMarshal.AsBytes(values.AsSpan()),
            double[] values => MemoryMarshal.AsBytes(values.AsSpan()),
            _ => throw new ArgumentException($"'{array.Name}' is neither float nor double."),
        };

    static long Count(IReadOnlyList<int> shape) => shape.Aggregate(1L, (product, size) => product * size);

    static InvalidDataException Damaged(string path, Exception? reason = null) =>
        new($"{path} is damaged, or not a safetensors file.", reason);
}
