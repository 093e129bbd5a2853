using System.IO.Compression;
using System.Text;

namespace TorchGradients.Tests.Data;

/// <summary>A folder of a test's own, gone with it.</summary>
sealed class ScratchFolder : IDisposable
{
    public ScratchFolder() => Path = Directory.CreateTempSubdirectory("torchgradients-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    /// <summary>An IDX file of unsigned bytes.</summary>
    public string WriteIdx(string name, int[] sizes, byte[] values) =>
        Write(name, [0, 0, 8, (byte)sizes.Length,
            .. sizes.SelectMany(size => new byte[] { 0, 0, (byte)(size >> 8), (byte)size }), .. values]);

    public static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
