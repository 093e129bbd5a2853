using System.Text;
using TorchGradients.Records.Packs;

namespace TorchGradients.Cli.Slurm;

/// <summary>Reads of packs that grow what is new in them since it last looked.</summary>
internal sealed class PackTail
{
    readonly Dictionary<string, long> _read = [];

    /// <summary>The runs that are new; a line that is being written comes the next time.</summary>
    public IReadOnlyList<PackedRun> New(IEnumerable<string> packs) => [.. packs.SelectMany(New)];

    PackedRun[] New(string pack)
    {
        try
        {
            using var index = new FileStream(
                Path.Combine(pack, RunPack.IndexName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            long from = _read.GetValueOrDefault(pack);
            if (index.Length <= from) return [];

            byte[] bytes = new byte[index.Length - from];
            index.Seek(from, SeekOrigin.Begin);
            index.ReadExactly(bytes);
            int whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            _read[pack] = from + whole;
            return [.. Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => RunPack.Parse(line) with { Pack = pack })];
        }
        catch (IOException)
        {
            return [];  // It was just claimed, and is found there.
        }
    }
}
