using TorchGradients.Records;
using TorchGradients.Records.Packs;

namespace TorchGradients.Reporting.Archive;

/// <summary>Finds the runs below a folder: an output folder, an experiment's, or a run's own.</summary>
/// <remarks>
/// Folders whose name starts with a dot are passed over, and links are not followed (they may lead in a circle). Where
/// a plan can be read, it says which runs there are: folders of runs that it does not name are left out with a warning.
/// </remarks>
public sealed class RunSearch
{
    static readonly EnumerationOptions _visible = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    readonly List<(string Folder, string Name, IReadOnlyList<FoundRun> Runs)> _experiments = [];
    readonly List<ArchiveWarning> _warnings = [];

    RunSearch(string folder)
    {
        if (HasPlan(folder) || !IsRun(folder)) Visit(folder);
        else VisitRun(folder);
        Runs = [.. _experiments.SelectMany(experiment => Labelled(folder, experiment))];
    }

    /// <summary>The runs; experiments in the order of their paths, runs in the order of their plan.</summary>
    public IReadOnlyList<FoundRun> Runs { get; }

    /// <summary>What could not be read and was left out.</summary>
    public IReadOnlyList<ArchiveWarning> Warnings => _warnings;

    /// <summary>Finds the runs.</summary>
    /// <exception cref="ArchiveException">There is no such folder, or no run below it.</exception>
    public static RunSearch Below(string folder)
    {
        if (!Directory.Exists(folder))
        {
            string finding = File.Exists(folder) ? "is a file, but must be a folder" : "is not there";
            throw new ArchiveException(
                $"'{folder}' {finding}. Give a folder that 'run' wrote, or one above it: "
                + "runs, unless --output said otherwise.");
        }

        var search = new RunSearch(folder);
        if (search.Runs.Count > 0) return search;

        string empty = $"'{folder}' holds no runs, and no folder below it does.";
        throw new ArchiveException(
            string.Join('\n', [.. search.Warnings.Select(warning => warning.ToString()), empty]));
    }

    void Visit(string folder)
    {
        string[] below = FoldersIn(folder);
        string[] runs = [.. below.Where(IsRun)];
        var plan = HasPlan(folder) ? ArchiveFiles.Plan(PlanOf(folder), _warnings.Add) : null;
        if (plan is not null) AddPlanned(folder, plan, runs);
        else if (runs.Length > 0) AddUnplanned(folder, runs);
        foreach (string inner in below.Except(runs)) Visit(inner);
    }

    // The run's experiment is the folder above, which was not asked for: its plan still tells axis values and seed.
    void VisitRun(string folder)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string above = Path.GetDirectoryName(path)!;
        var plan = HasPlan(above) ? ArchiveFiles.Plan(PlanOf(above), _warnings.Add) : null;
        var planned = plan?.Runs?.FirstOrDefault(run => run.Folder == Path.GetFileName(path));
        var run = planned is null
            ? Unplanned(Path.GetFileName(above), folder)
            : Planned(plan!.Experiment, folder, planned);
        _experiments.Add((above, run.Experiment, [run]));
    }

    void AddPlanned(string folder, ArchivedPlan plan, string[] found)
    {
        PackedRuns packs = ArchiveFiles.Packs(folder, _warnings.Add);
        var there = found.Select(Path.GetFileName).ToHashSet();
        FoundRun[] runs = [.. (plan.Runs ?? []).Select(run => Planned(plan.Experiment, folder, run, there.Contains(run.Folder), packs))];
        _experiments.Add((folder, plan.Experiment, runs));
        int left = found.Count(run => !runs.Any(planned => planned.Run == Path.GetFileName(run)));
        if (left > 0) Warn(PlanOf(folder), $"does not name {left} of the runs' folders beside it; they are left out");
        int open = runs.Count(run => run.Outcome is null);
        if (open > 0) _warnings.Add(ArchiveWarning.HalfFinished(folder, open, runs.Length));
    }

    void AddUnplanned(string folder, string[] found)
    {
        if (!HasPlan(folder)) Warn(PlanOf(folder), "is not there");
        Warn(folder, "is read without a plan: its runs have no axis values");
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        _experiments.Add((folder, name, [.. found.Select(run => Unplanned(name, run))]));
    }

    FoundRun Planned(string experiment, string folder, PlannedRun plan)
    {
        string file = Path.Combine(folder, OutcomeFile.Name);
        var outcome = File.Exists(file) ? ArchiveFiles.Outcome(file, _warnings.Add) : null;
        bool isOther = outcome is not null && outcome.Identity != plan.Identity;
        if (isOther) Warn(folder, "holds other work than plan.json tells; it is left out");
        return new FoundRun(
            experiment, plan.Folder, plan.Seed, plan.Cells, folder, isOther ? null : outcome,
            !isOther && HasRecords(folder));
    }

    // A folder counts before a pack, unless only the pack has a result.
    FoundRun Planned(string experiment, string folder, PlannedRun plan, bool isThere, PackedRuns packs)
    {
        FoundRun? inFolder = isThere ? Planned(experiment, Path.Combine(folder, plan.Folder), plan) : null;
        bool counts = inFolder?.Outcome is { Status: RunStatus.Completed or RunStatus.Diverged };
        return !counts && packs.Find(plan.Identity) is { } packed && (packed.IsComplete || inFolder is null)
            ? Packed(experiment, packed, plan)
            : inFolder ?? Planned(experiment, Path.Combine(folder, plan.Folder), plan);
    }

    static FoundRun Packed(string experiment, PackedRun packed, PlannedRun plan) => new(
        experiment, plan.Folder, plan.Seed, plan.Cells, packed.Pack, packed.Outcome, packed.Files.ContainsKey(ArchiveFiles.RecordsName))
    {
        Packed = packed,
    };

    FoundRun Unplanned(string experiment, string folder)
    {
        string file = Path.Combine(folder, OutcomeFile.Name);
        var outcome = File.Exists(file) ? ArchiveFiles.Outcome(file, _warnings.Add) : null;
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return new FoundRun(
            experiment, name, ArchiveFiles.Seed(folder, _warnings.Add), [new Dictionary<string, string>()], folder,
            outcome, HasRecords(folder));
    }

    IEnumerable<FoundRun> Labelled(string root, (string Folder, string Name, IReadOnlyList<FoundRun> Runs) experiment)
    {
        bool isAlone = _experiments.Count(other => other.Name == experiment.Name) == 1;
        string label = isAlone ? experiment.Name : Path.GetRelativePath(root, experiment.Folder).Replace('\\', '/');
        return experiment.Runs.Select(run => run with { Experiment = label });
    }

    void Warn(string file, string finding) => _warnings.Add(new ArchiveWarning(file, null, finding));

    static string[] FoldersIn(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder, "*", _visible)
            .Where(inner => Path.GetFileName(inner)[0] != '.').Order(StringComparer.Ordinal),
    ];

    static bool IsRun(string folder) =>
        HasRecords(folder) || File.Exists(Path.Combine(folder, OutcomeFile.Name));

    static bool HasRecords(string folder) => File.Exists(Path.Combine(folder, ArchiveFiles.RecordsName));

    static bool HasPlan(string folder) => File.Exists(PlanOf(folder));

    static string PlanOf(string folder) => Path.Combine(folder, ArchiveFiles.PlanName);
}
