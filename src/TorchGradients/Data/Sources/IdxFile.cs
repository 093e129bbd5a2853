using System.Buffers.Binary;

namespace TorchGradients.Data.Sources;

/// <summary>An IDX file of unsigned bytes: sizes and values.</summary>
/// <remarks>
/// Layout: two zero bytes, the type (0x08: unsigned byte), the number of dimensions; each dimension's size as a
/// big-endian
/// 32-bit number; the values, row-major. Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database".
/// </remarks>
/// <param name="Path">The file.</param>
/// <param name="Sizes">Each dimension's size; the first one counts the rows.</param>
/// <param name="Offset">Where the values begin in <paramref name="Content"/>.</param>
/// <param name="Content">The whole file, unpacked.</param>
sealed record IdxFile(string Path, IReadOnlyList<int> Sizes, int Offset, byte[] Content)
{
    const byte UnsignedByte = 0x08;
    const string Fix = "Use an IDX file of unsigned bytes, as MNIST and its kin have, packed by gzip or not.";

    /// <summary>Number of rows.</summary>
    public int Rows => Sizes[0];

    /// <summary>Values in a row.</summary>
    public int RowLength => (Content.Length - Offset) / Math.Max(Rows, 1);

    /// <summary>Whether it holds one value a row.</summary>
    public bool IsLabels => Sizes.Count == 1;

    /// <summary>The values.</summary>
    public ReadOnlySpan<byte> Values => Content.AsSpan(Offset);

    /// <summary>Reads and checks the file.</summary>
    /// <exception cref="DataException">
    /// It is missing, damaged, not IDX, or its length is not what its header says.
    /// </exception>
    public static IdxFile Read(string path)
    {
        byte[] content = DataFile.Read(path);
        if (content is not [0, 0, _, > 0, ..])
        {
            string start = Convert.ToHexStringLower(content.AsSpan(0, Math.Min(4, content.Length)));
            throw new DataException(path, "byte 0",
                $"starts 0x{start}, which is not the magic number of an IDX file", Fix);
        }

        if (content[2] != UnsignedByte)
        {
            throw new DataException(path, "byte 2", $"gives the type 0x{content[2]:x2}, but only 0x08 is read", Fix);
        }

        int offset = 4 + 4 * content[3];
        if (content.Length < offset)
        {
            throw new DataException(path, $"byte {content.Length}", "ends the file within its header",
                "Fetch it again.");
        }

        return Checked(path, content, offset);
    }

    static IdxFile Checked(string path, byte[] content, int offset)
    {
        var sizes = Enumerable.Range(0, content[3])
            .Select(i => BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(4 + 4 * i))).ToList();
        int held = content.Length - offset;
        double announced = sizes.Aggregate(1.0, (product, size) => product * size);
        if (announced != held)
        {
            throw new DataException(
                path, "byte 4", $"announces {string.Join(" × ", sizes)} values, but {held} follow", "Fetch it again.");
        }

        return held > 0
            ? new IdxFile(path, [.. sizes.Select(size => (int)size)], offset, content)
            : throw new DataException(path, "byte 4", "announces no values", "Use a file that holds rows.");
    }
}
