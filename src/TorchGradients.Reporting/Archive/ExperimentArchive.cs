using TorchGradients.Records;
using TorchGradients.Records.Packs;

namespace TorchGradients.Reporting.Archive;

/// <summary>An experiment's folder, finished or half-finished: its plan, and of each run the outcome and the
/// records.</summary>
public sealed class ExperimentArchive
{
    readonly List<ArchiveWarning> _warnings;

    ExperimentArchive(string folder, ArchivedPlan plan, IReadOnlyList<ArchivedRun> runs, List<ArchiveWarning> warnings)
    {
        Folder = folder;
        Plan = plan;
        Runs = runs;
        _warnings = warnings;
    }

    /// <summary>The experiment's folder, which holds <c>plan.json</c>.</summary>
    public string Folder { get; }

    /// <summary>What <c>plan.json</c> holds.</summary>
    public ArchivedPlan Plan { get; }

    /// <summary>The axes, in the order in which they were written; none for a single run.</summary>
    public IReadOnlyList<ArchivedAxis> Axes => Plan.Axes ?? [];

    /// <summary>The runs, in the order in which they were planned.</summary>
    public IReadOnlyList<ArchivedRun> Runs { get; }

    /// <summary>The cells, in the order in which they first appear, each with its runs.</summary>
    public IReadOnlyList<ArchivedCell> Cells =>
    [
        .. Runs.SelectMany(run => run.Plan.Cells.Select(cell => (Run: run, Values: ArchivedCell.ValuesOf(Axes, cell))))
            .GroupBy(pair => string.Join('\u001f', pair.Values))
            .Select(group => new ArchivedCell(Axes, group.First().Values, [.. group.Select(pair => pair.Run)])),
    ];

    /// <summary>The names of folders within the experiment's that hold a run which the plan does not name.</summary>
    public IReadOnlyList<string> UnplannedRuns
    {
        get
        {
            var planned = Runs.Select(run => run.Plan.Folder).ToHashSet(StringComparer.Ordinal);
            return
            [
                .. Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!)
                    .Where(name => name[0] != '.' && !planned.Contains(name) && IsRun(Path.Combine(Folder, name))).Order(StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>
    /// What could not be read and was left out, with file and line; to tell all of it, this reads the records of every
    /// run.
    /// </summary>
    public IReadOnlyList<ArchiveWarning> Warnings()
    {
        foreach (var run in Runs) _ = run.Records;
        return [.. _warnings];
    }

    /// <summary>
    /// Reads the plan and the outcomes; records are read when they are asked for. A broken outcome, or a broken line of
    /// records, is left out and stands in <see cref="Warnings"/>.
    /// </summary>
    /// <exception cref="ArchiveException">There is no plan, or none that can be read.</exception>
    public static ExperimentArchive Open(string folder)
    {
        string file = Path.Combine(folder, ArchiveFiles.PlanName);
        if (!File.Exists(file))
        {
            throw new ArchiveException($"'{folder}' holds no plan.json: give the folder of an experiment.");
        }

        var plan = ArchiveFiles.Plan(file, warning => throw new ArchiveException(
            $"{warning} Remove the file and run the experiment again: that writes the plan anew and keeps the runs that are complete."));
        var warnings = new List<ArchiveWarning>();
        PackedRuns packs = ArchiveFiles.Packs(folder, warnings.Add);
        HashSet<string> there = [.. new DirectoryInfo(folder).EnumerateDirectories().Select(run => run.Name)];
        ArchivedRun[] runs = [.. (plan!.Runs ?? []).Select(run => Open(folder, run, there.Contains(run.Folder), packs, warnings.Add))];
        int open = runs.Count(run => run.Outcome is null);
        if (open > 0) warnings.Add(ArchiveWarning.HalfFinished(folder, open, runs.Length));
        return new ExperimentArchive(folder, plan, runs, warnings);
    }

    static bool IsRun(string folder) =>
        File.Exists(Path.Combine(folder, OutcomeFile.Name)) || File.Exists(Path.Combine(folder, ArchiveFiles.RecordsName));

    // A folder counts before a pack, unless only the pack has a result.
    static ArchivedRun Open(string folder, PlannedRun plan, bool isThere, PackedRuns packs, Action<ArchiveWarning> warn)
    {
        ArchivedRun? inFolder = isThere ? Open(folder, plan, warn) : null;
        bool counts = inFolder?.Outcome is { Status: RunStatus.Completed or RunStatus.Diverged };
        return !counts && packs.Find(plan.Identity) is { } packed && (packed.IsComplete || inFolder is null)
            ? Open(packed, plan, warn)
            : inFolder ?? Open(folder, plan, warn);
    }

    static ArchivedRun Open(PackedRun packed, PlannedRun plan, Action<ArchiveWarning> warn) => new(
        packed.Content, plan, packed.Outcome, null, () => Records(packed.Content, warn));

    static RunRecords Records(RunFiles files, Action<ArchiveWarning> warn) =>
        files.Has(RecordWriter.FileName) ? RecordsFile.Read(files, warn) : new RunRecords();

    static ArchivedRun Open(string folder, PlannedRun plan, Action<ArchiveWarning> warn)
    {
        string directory = Path.Combine(folder, plan.Folder);
        string? problem = null;
        string outcomeFile = Path.Combine(directory, OutcomeFile.Name);
        var outcome = !File.Exists(outcomeFile) ? null : ArchiveFiles.Outcome(outcomeFile, warning =>
        {
            problem = warning.ToString();
            warn(warning);
        });
        if (outcome is not null && outcome.Identity != plan.Identity)
        {
            (outcome, problem) = (null, $"{directory} holds the outcome of other work than planned; run the experiment again.");
        }

        var files = RunFiles.In(directory);
        return new ArchivedRun(files, plan, outcome, problem, () => outcome is null ? new RunRecords() : Records(files, warn));
    }
}
