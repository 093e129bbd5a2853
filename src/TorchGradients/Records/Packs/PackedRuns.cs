namespace TorchGradients.Records.Packs;

/// <summary>The runs in the packs of an experiment, by identity.</summary>
public sealed class PackedRuns
{
    readonly Dictionary<string, PackedRun> _runs = [];

    /// <summary>Those of some packs. Of a run that several have, the first counts that was carried through.</summary>
    /// <param name="packs">The packs' folders.</param>
    /// <exception cref="InvalidDataException">An index holds something else; names file and line.</exception>
    public PackedRuns(IReadOnlyList<string> packs)
    {
        foreach (List<PackedRun> runs in packs.AsParallel().AsOrdered().Select(pack => RunPack.Runs(pack).ToList()))
        {
            foreach (PackedRun run in runs)
            {
                if (!_runs.TryGetValue(run.Identity, out PackedRun? known) || (!known.IsComplete && run.IsComplete)) _runs[run.Identity] = run;
            }
        }
    }

    /// <summary>Those of an experiment.</summary>
    public static PackedRuns Of(string experiment) => new(RunPack.Of(experiment));

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<PackedRun> All => _runs.Values;

    /// <summary>The run of that identity; null where no pack has it.</summary>
    public PackedRun? Find(string identity) => _runs.GetValueOrDefault(identity);
}
