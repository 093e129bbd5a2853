using System.IO.Compression;
using System.Text.Json.Serialization;

namespace TorchGradients.Records.Packs;

/// <summary>A run in a pack: a line of its index, with all that a scan asks for.</summary>
/// <param name="Run">The run's folder name when it was packed; its identity is what counts.</param>
/// <param name="Identity">The run's identity.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Program">The version of the program that made it; null where that is not known.</param>
/// <param name="Files">Where its files are: offset and length in <see cref="RunPack.DataName"/>, each compressed by itself (gzip).</param>
public sealed record PackedRun(
    string Run, string Identity, Outcome Outcome, string? Program, IReadOnlyDictionary<string, long[]> Files)
{
    /// <summary>The pack's folder.</summary>
    [JsonIgnore]
    public string Pack { get; init; } = "";

    /// <summary>Whether it was carried through.</summary>
    [JsonIgnore]
    public bool IsComplete => Outcome.Status is RunStatus.Completed or RunStatus.Diverged;

    /// <summary>Its files, to be read.</summary>
    [JsonIgnore]
    public RunFiles Content => new PackedFiles(this);

    sealed class PackedFiles(PackedRun run) : RunFiles
    {
        public override string Place => Path.Combine(run.Pack, run.Run);

        public override bool Has(string name) => run.Files.ContainsKey(name);

        public override Stream Open(string name)
        {
            if (!run.Files.TryGetValue(name, out long[]? place)) throw new FileNotFoundException($"{NameOf(name)} is not there.");
            using var packed = new GZipStream(new MemoryStream(RunPack.Read(run.Pack, place[0], place[1])), CompressionMode.Decompress);
            var whole = new MemoryStream();
            try
            {
                packed.CopyTo(whole);
            }
            catch (InvalidDataException damaged)
            {
                throw new IOException($"{NameOf(name)} is damaged in {Path.Combine(run.Pack, RunPack.DataName)}.", damaged);
            }

            whole.Position = 0;
            return whole;
        }
    }
}
