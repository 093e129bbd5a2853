using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Records.Packs;

namespace TorchGradients.Execution;

/// <summary>An experiment's folder below the output folder: which runs are complete, and where runs go.</summary>
public sealed class ExperimentFolder(string output, ExperimentPlan plan)
{
    /// <summary>OUTPUT/EXPERIMENT.</summary>
    public string Path { get; } = System.IO.Path.Combine(output, plan.Name);

    /// <summary>The folder of a run.</summary>
    public string Of(PlannedRun run) => Of(run.Folder);

    /// <summary>
    /// The runs that are complete, each with the name of the folder that it lies in: the plan's, or another one of this
    /// experiment whose outcome has the same identity, because axes or names of values were others when it was made. One that
    /// lies in a pack has the plan's name.
    /// </summary>
    /// <exception cref="StorageException">The index of a pack is damaged.</exception>
    public IReadOnlyDictionary<PlannedRun, string> Complete()
    {
        HashSet<string> there = There();
        PackedRuns packs = Packs();
        var complete = new Dictionary<PlannedRun, string>(ReferenceEqualityComparer.Instance);
        foreach (PlannedRun run in plan.Runs.AsParallel().AsOrdered()
            .Where(run => (there.Contains(run.Folder) && IsResultOf(run, run.Folder, Read(run.Folder))) || IsPacked(run, packs)))
        {
            complete.Add(run, run.Folder);
        }

        foreach ((PlannedRun run, string folder, Outcome outcome) in Elsewhere(there, complete))
        {
            if (IsResultOf(run, folder, outcome)) complete.TryAdd(run, folder);
        }

        return complete;
    }

    /// <summary>
    /// Gives what lies under another name the plan's name: complete runs, and checkpoints of those that are not. What the plan
    /// does not know stays as it is. For one that holds the experiment's lock.
    /// </summary>
    /// <returns>The complete runs.</returns>
    public IReadOnlySet<PlannedRun> Adopt(AttemptFolders attempts)
    {
        IReadOnlyDictionary<PlannedRun, string> complete = Complete();
        foreach ((PlannedRun run, string folder) in complete.Where(pair => pair.Value != pair.Key.Folder))
        {
            attempts.PutAside(Of(run), run.Folder);
            Directory.Move(Of(folder), Of(run));
        }

        foreach ((PlannedRun run, string folder, _) in Elsewhere(There(), complete))
        {
            if (CheckpointFile.IsIn(Of(folder)) && !Directory.Exists(Of(run))) Directory.Move(Of(folder), Of(run));
        }

        attempts.Rename(plan.Runs.Where(run => !complete.ContainsKey(run)));
        return complete.Keys.ToHashSet<PlannedRun>(ReferenceEqualityComparer.Instance);
    }

    /// <summary>How many of these complete runs each other version of the program has made; <c>unknown</c> is one of them.</summary>
    public IReadOnlyDictionary<string, int> OtherVersions(IEnumerable<PlannedRun> complete)
    {
        PackedRuns packs = Packs();
        return complete.AsParallel().Select(run => VersionOf(run, packs)).Where(version => version != EnvironmentRecord.ThisProgram)
            .GroupBy(version => version).ToDictionary(group => group.Key, group => group.Count());
    }

    static bool IsPacked(PlannedRun run, PackedRuns packs) => packs.Find(run.Identity) is { IsComplete: true } packed
        && run.Config.Training.Checkpoints.All(name => packed.Files.ContainsKey($"{name}.safetensors"));

    PackedRuns Packs()
    {
        try
        {
            return PackedRuns.Of(Path);
        }
        catch (InvalidDataException damaged)
        {
            throw new StorageException($"{damaged.Message} Remove that pack to have its runs done anew.", damaged);
        }
    }

    string Of(string folder) => System.IO.Path.Combine(Path, folder);

    HashSet<string> There() => Directory.Exists(Path)
        ? [.. new DirectoryInfo(Path).EnumerateDirectories().Select(folder => folder.Name).Where(name => !name.StartsWith('.'))]
        : [];

    /// <summary>Outcomes of runs that are still to do, in folders that the plan does not name.</summary>
    List<(PlannedRun Run, string Folder, Outcome Outcome)> Elsewhere(
        HashSet<string> there, IReadOnlyDictionary<PlannedRun, string> complete)
    {
        var open = plan.Runs.Where(run => !complete.ContainsKey(run)).ToDictionary(run => run.Identity);
        if (open.Count == 0) return [];

        var named = plan.Runs.Select(run => run.Folder).ToHashSet();
        return [.. there.Where(name => !named.Contains(name)).Order(StringComparer.Ordinal).AsParallel().AsOrdered()
            .Select(name => (Name: name, Outcome: Read(name)))
            .Where(pair => pair.Outcome is not null && open.ContainsKey(pair.Outcome.Identity))
            .Select(pair => (open[pair.Outcome!.Identity], pair.Name, pair.Outcome!))];
    }

    /// <summary>Whether a folder holds the same work carried through (completed or diverged), all its weights there.</summary>
    bool IsResultOf(PlannedRun run, string folder, Outcome? outcome) =>
        outcome is { Status: RunStatus.Completed or RunStatus.Diverged } && outcome.Identity == run.Identity
        && run.Config.Training.Checkpoints.All(name => File.Exists(System.IO.Path.Combine(Of(folder), $"{name}.safetensors")));

    string VersionOf(PlannedRun run, PackedRuns packs)
    {
        if (packs.Find(run.Identity) is { } packed && !Directory.Exists(Of(run))) return packed.Program ?? "unknown";
        try
        {
            return EnvironmentRecord.Read(System.IO.Path.Combine(Of(run), EnvironmentRecord.FileName)).Program;
        }
        catch (Exception exception) when (exception is InvalidDataException or FileNotFoundException)
        {
            return "unknown";
        }
    }

    /// <summary>The outcome in a folder; null where there is none, or a damaged one: that is no result.</summary>
    Outcome? Read(string folder)
    {
        string file = System.IO.Path.Combine(Of(folder), OutcomeFile.Name);
        try
        {
            return File.Exists(file) ? OutcomeFile.Read(file) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
