namespace TorchGradients.Configuration;

/// <summary>Reads streams that may have no end: a pipe, a device, or what a packed file unpacks to.</summary>
internal static class BoundedStream
{
    /// <summary>All bytes; null where there are more than <paramref name="most"/>.</summary>
    public static byte[]? ReadAll(Stream stream, int most)
    {
        using var bytes = new MemoryStream();
        byte[] part = new byte[1 << 16];
        for (int count; (count = stream.Read(part)) > 0;)
        {
            if (bytes.Length + count > most) return null;
            bytes.Write(part, 0, count);
        }

        return bytes.ToArray();
    }
}
