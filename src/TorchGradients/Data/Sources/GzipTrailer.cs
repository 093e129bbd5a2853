using System.Buffers.Binary;

namespace TorchGradients.Data.Sources;

/// <summary>The end of a gzip file: checksum and length of what its last member holds.</summary>
/// <remarks>Source: RFC 1952, section 2.3.1 and, for the checksum, section 8.</remarks>
static class GzipTrailer
{
    const int Length = 8;
    const uint Polynomial = 0xedb88320;

    static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(i => Remainder((uint)i))];

    /// <summary>Whether the file ends with the trailer of what was unpacked from it.</summary>
    public static bool Fits(ReadOnlySpan<byte> packed, ReadOnlySpan<byte> unpacked)
    {
        if (packed.Length < Length) return false;

        uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(packed[^Length..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(packed[^(Length / 2)..]);
        if (length == 0) return packed[..^Length] is [.., 3, 0] && checksum == 0; // an empty member

        return length <= unpacked.Length && Checksum(unpacked[^(int)length..]) == checksum;
    }

    static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes) checksum = _table[(byte)(checksum ^ value)] ^ (checksum >> 8);
        return ~checksum;
    }

    static uint Remainder(uint value)
    {
        for (int bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
        return value;
    }
}
