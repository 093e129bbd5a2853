using System.IO.Compression;
using TorchGradients.Configuration;

namespace TorchGradients.Data.Sources;

/// <summary>A data file's bytes, unpacked where it is a gzip file (by its first bytes, not by its name).</summary>
static class DataFile
{
    const int LargestFile = 1 << 30;
    const string Fix = "Fetch it again.";

    /// <summary>Where the data sets lie that come with the program.</summary>
    public static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    /// <summary>The file's content.</summary>
    /// <exception cref="DataException">It is missing, empty, too large, or a damaged gzip file.</exception>
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
            using FileStream file = File.OpenRead(path);
            return BoundedStream.ReadAll(file, LargestFile) ?? throw TooLarge(path, "holds");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    static byte[] Unpack(string path, byte[] packed)
    {
        byte[] bytes;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            bytes = BoundedStream.ReadAll(gzip, LargestFile) ?? throw TooLarge(path, "unpacks to");
        }
        catch (InvalidDataException)
        {
            throw Truncated(path, packed);
        }

        // .NET's stream takes what is cut off for the end, so the trailer is checked here.
        return GzipTrailer.Fits(packed, bytes) ? bytes : throw Truncated(path, packed);
    }

    static DataException TooLarge(string path, string what) =>
        new(path, "the file", $"{what} more than 1 GiB", "Use a smaller one: it is kept in memory.");

    static DataException Truncated(string path, byte[] packed) =>
        new(path, $"byte {packed.Length}", "ends the gzip data too early: the file is truncated or damaged", Fix);
}
