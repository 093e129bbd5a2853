namespace TorchGradients.Records;

/// <summary>The lines of a file as bytes: a line that is not text must not spoil its neighbours.</summary>
static class ByteLines
{
    const byte LineFeed = (byte)'\n';

    /// <summary>
    /// The lines without their line feeds, read as they are asked for, and whether they had one; a line is valid until
    /// the next is asked for.
    /// </summary>
    public static IEnumerable<(ReadOnlyMemory<byte> Bytes, bool HasEnd)> Read(Stream stream)
    {
        byte[] buffer = new byte[1 << 16];
        int filled = 0;
        while (true)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
            int count = stream.Read(buffer, filled, buffer.Length - filled);
            if (count == 0) break;

            int searched = filled;
            filled += count;
            int start = 0;
            while (Array.IndexOf(buffer, LineFeed, searched, filled - searched) is var end and >= 0)
            {
                yield return (buffer.AsMemory(start, end - start), true);
                start = searched = end + 1;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
        }

        if (filled > 0) yield return (buffer.AsMemory(0, filled), false);
    }
}
