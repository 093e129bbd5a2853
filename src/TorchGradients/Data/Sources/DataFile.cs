using System.IO.Compression;

namespace TorchGradients.Data.Sources;

/// <summary>A data file's bytes, unpacked where it is a gzip file (by its first bytes, not by its name).</summary>
static class DataFile
{
    const string Fix = "Fetch it again.";

    /// <summary>Where the data sets lie that come with the program.</summary>
    public static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    /// <summary>The file's content.</summary>
    /// <exception cref="DataException">It is missing, empty, or a damaged gzip file.</exception>
    public static byte[] Read(string path)
    {
        byte[] bytes = ReadPacked(path);
        if (bytes is [0x1f, 0x8b, ..]) bytes = Unpack(path, bytes);
        return bytes.Length > 0 ? bytes : throw new DataException(path, "byte 0", "is the end: the file is empty", Fix);
    }

    /// <summary>The exception for a file that the system does not give.</summary>
    public static DataException Unreadable(string path, Exception reason) =>
        reason is FileNotFoundException or DirectoryNotFoundException
            ? new DataException(path, "the file", "does not exist", "Set data:path to where the data lies.")
            : new DataException(path, "the file", $"cannot be read ({reason.Message})", "See to its permissions.");

    static byte[] ReadPacked(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    static byte[] Unpack(string path, byte[] packed)
    {
        using var unpacked = new MemoryStream();
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            gzip.CopyTo(unpacked);
        }
        catch (InvalidDataException)
        {
            throw Truncated(path, packed);
        }

        // .NET's stream takes what is cut off for the end, so the trailer is checked here.
        byte[] bytes = unpacked.ToArray();
        return GzipTrailer.Fits(packed, bytes) ? bytes : throw Truncated(path, packed);
    }

    static DataException Truncated(string path, byte[] packed) =>
        new(path, $"byte {packed.Length}", "ends the gzip data too early: the file is truncated or damaged", Fix);
}
