namespace TorchGradients.Records;

/// <summary>A run's files, wherever they lie: in a folder of its own, or with those of other runs in a pack.</summary>
public abstract class RunFiles
{
    /// <summary>The run's folder, which may not be there; or what names the run in a pack.</summary>
    public abstract string Place { get; }

    /// <summary>Whether the run has a file of that name.</summary>
    public abstract bool Has(string name);

    /// <summary>Opens a file for reading from its beginning to its end.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public abstract Stream Open(string name);

    /// <summary>What messages call a file.</summary>
    public string NameOf(string name) => Path.Combine(Place, name);

    /// <summary>The whole of a file.</summary>
    public byte[] Bytes(string name)
    {
        using Stream stream = Open(name);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Those in a folder.</summary>
    public static RunFiles In(string folder) => new FolderFiles(folder);

    sealed class FolderFiles(string folder) : RunFiles
    {
        public override string Place => folder;

        public override bool Has(string name) => File.Exists(Path.Combine(folder, name));

        // A run may be writing it.
        public override Stream Open(string name) => new FileStream(
            Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0,
            FileOptions.SequentialScan);
    }
}
