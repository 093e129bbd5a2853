namespace TorchGradients.Records.Packs;

/// <summary>Writes a pack, run by run; safe for several threads. A failure of the disk reaches the caller.</summary>
public sealed class PackWriter : IDisposable
{
    readonly Lock _gate = new();
    readonly FileStream _data;
    readonly FileStream _index;

    /// <summary>Begins a pack in a folder, which is made.</summary>
    public PackWriter(string pack)
    {
        Directory.CreateDirectory(pack);
        _data = New(RunPack.DataName);
        _index = New(RunPack.IndexName);

        FileStream New(string name) =>
            new(Path.Combine(pack, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
    }

    /// <summary>Adds a run with all files of its folder, whose outcome is one of them.</summary>
    /// <param name="run">The run's name.</param>
    /// <param name="folder">Where its files lie.</param>
    public void Add(string run, string folder)
    {
        Outcome outcome = OutcomeFile.Read(Path.Combine(folder, OutcomeFile.Name));
        string environment = Path.Combine(folder, EnvironmentRecord.FileName);
        string? program = File.Exists(environment) ? EnvironmentRecord.Read(environment).Program : null;
        (string Name, byte[] Bytes)[] files =
            [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), RunPack.Pack(File.ReadAllBytes(file))))];
        Add(new PackedRun(run, outcome.Identity, outcome, program, new Dictionary<string, long[]>()), files);
    }

    /// <summary>Adds a run of another pack as it is.</summary>
    public void Add(PackedRun run) =>
        Add(run, [.. run.Files.Select(file => (file.Key, RunPack.Read(run.Pack, file.Value[0], file.Value[1])))]);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_data.CanWrite) return;
        _data.Flush(flushToDisk: true);
        _data.Dispose();
        _index.Flush(flushToDisk: true);
        _index.Dispose();
    }

    void Add(PackedRun run, (string Name, byte[] Bytes)[] files)
    {
        lock (_gate)
        {
            var places = new Dictionary<string, long[]>();
            foreach ((string name, byte[] bytes) in files)
            {
                places.Add(name, [_data.Position, bytes.Length]);
                _data.Write(bytes);
            }

            // The data first: the index never speaks of what is not there.
            _data.Flush();
            _index.Write(RunPack.Line(run with { Files = places }));
            _index.Flush();
        }
    }
}
