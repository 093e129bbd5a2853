using System.Buffers.Binary;
using System.Text.Json;

namespace TorchGradients.EndToEnd;

/// <summary>
/// Reads the arrays of a safetensors file, types F32 and F64, as anybody would from the format's description.
/// </summary>
internal static class SafeTensorsFile
{
    /// <summary>By name the shape and the values, row-major.</summary>
    public static Dictionary<string, (int[] Shape, double[] Values)> Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using var header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        var arrays = new Dictionary<string, (int[], double[])>();
        foreach (var entry in header.RootElement.EnumerateObject())
        {
            int size = entry.Value.GetProperty("dtype").GetString() switch
            {
                "F32" => 4,
                "F64" => 8,
                var other => throw new InvalidDataException($"{entry.Name} is of type {other}."),
            };
            int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())];
            int start = 8 + headerLength + entry.Value.GetProperty("data_offsets")[0].GetInt32();
            var values = new double[shape.Aggregate(1, (product, length) => product * length)];
            for (int i = 0; i < values.Length; i++)
            {
                var bytes = file.AsSpan(start + size * i, size);
                values[i] = size == 4 ? BinaryPrimitives.ReadSingleLittleEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes);
            }

            arrays.Add(entry.Name, (shape, values));
        }

        return arrays;
    }
}
