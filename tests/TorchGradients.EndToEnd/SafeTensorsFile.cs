using System.Buffers.Binary;
using System.Text.Json;

namespace TorchGradients.EndToEnd;

/// <summary>Reads the arrays of a safetensors file, type F32, as anybody would from the format's description.</summary>
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
            if (entry.Value.GetProperty("dtype").GetString() != "F32") throw new InvalidDataException(entry.Name);

            int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
            int start = 8 + headerLength + entry.Value.GetProperty("data_offsets")[0].GetInt32();
            var values = new double[shape.Aggregate(1, (product, size) => product * size)];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(start + 4 * i, 4));
            }

            arrays.Add(entry.Name, (shape, values));
        }

        return arrays;
    }
}
