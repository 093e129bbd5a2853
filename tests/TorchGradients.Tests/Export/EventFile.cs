using System.Buffers.Binary;

namespace TorchGradients.Tests.Export;

/// <summary>
/// Reads TensorBoard's event files by their published form: records of TensorFlow (length, masked CRC-32C, payload,
/// masked CRC-32C), each payload an Event of protocol buffers.
/// </summary>
static class EventFile
{
    public sealed record Scalar(string Tag, long Step, float Value, double Time);

    /// <summary>The file's version and its scalars, in order; throws where a checksum is wrong.</summary>
    public static (string Version, IReadOnlyList<Scalar> Scalars) Read(string file)
    {
        string version = "";
        var scalars = new List<Scalar>();
        for (ReadOnlySpan<byte> rest = File.ReadAllBytes(file); rest.Length > 0;)
        {
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(rest);
            Check(rest[..8], rest[8..]);
            Check(rest.Slice(12, length), rest[(12 + length)..]);
            Event(rest.Slice(12, length), ref version, scalars);
            rest = rest[(16 + length)..];
        }

        return (version, scalars);
    }

    // Event: 1 wall_time (double), 2 step (int64), 3 file_version (string), 5 summary. Summary: 1 value, many times.
    static void Event(ReadOnlySpan<byte> message, ref string version, List<Scalar> scalars)
    {
        double time = 0;
        long step = 0;
        while (Field(ref message, out int number, out ulong integer, out var bytes))
        {
            if (number == 1) time = BitConverter.UInt64BitsToDouble(integer);
            if (number == 2) step = (long)integer;
            if (number == 3) version = System.Text.Encoding.UTF8.GetString(bytes);
            if (number != 5) continue;

            while (Field(ref bytes, out _, out _, out var value)) scalars.Add(Value(value) with { Step = step, Time = time });
        }
    }

    // Summary.Value: 1 tag (string), 2 simple_value (float).
    static Scalar Value(ReadOnlySpan<byte> message)
    {
        var scalar = new Scalar("", 0, 0, 0);
        while (Field(ref message, out int number, out ulong integer, out var bytes))
        {
            if (number == 1) scalar = scalar with { Tag = System.Text.Encoding.UTF8.GetString(bytes) };
            if (number == 2) scalar = scalar with { Value = BitConverter.UInt32BitsToSingle((uint)integer) };
        }

        return scalar;
    }

    static bool Field(ref ReadOnlySpan<byte> message, out int number, out ulong integer, out ReadOnlySpan<byte> bytes)
    {
        number = 0;
        integer = 0;
        bytes = default;
        if (message.Length == 0) return false;

        ulong key = Varint(ref message);
        number = (int)(key >> 3);
        switch (key & 7)
        {
            case 0: integer = Varint(ref message); break;
            case 1: integer = BinaryPrimitives.ReadUInt64LittleEndian(message); message = message[8..]; break;
            case 5: integer = BinaryPrimitives.ReadUInt32LittleEndian(message); message = message[4..]; break;
            case 2:
                int length = (int)Varint(ref message);
                bytes = message[..length];
                message = message[length..];
                break;
            default: throw new InvalidDataException("a wire type that events do not have");
        }

        return true;
    }

    static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[0];
            message = message[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }

    static void Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> stored)
    {
        uint crc = Crc32C(data);
        uint masked = ((crc >> 15) | (crc << 17)) + 0xa282ead8;
        if (masked != BinaryPrimitives.ReadUInt32LittleEndian(stored)) throw new InvalidDataException("a wrong checksum");
    }

    /// <summary>Castagnoli's polynomial, bit by bit, reflected.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = 0xffffffff;
        foreach (byte next in data)
        {
            crc ^= next;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0x82f63b78);
        }

        return ~crc;
    }
}
