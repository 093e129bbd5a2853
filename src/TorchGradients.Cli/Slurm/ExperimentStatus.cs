using TorchGradients.Execution;
using TorchGradients.Records;
using TorchGradients.Records.Packs;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Cli.Slurm;

/// <summary>How far an experiment is, run by run: the truth is in its files, and the queue says what may still come.</summary>
internal sealed record ExperimentStatus
{
    /// <summary>The experiment's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>All runs of the plan.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs that were carried through.</summary>
    public required int Done { get; init; }

    /// <summary>Runs that a task is at.</summary>
    public required int Running { get; init; }

    /// <summary>Runs of tasks that wait, or that have not come to them.</summary>
    public required int Queued { get; init; }

    /// <summary>Runs that no task has, and that were never begun.</summary>
    public required int ToDo { get; init; }

    /// <summary>Runs that failed, by reason.</summary>
    public required IReadOnlyList<(string Reason, int Runs, string Example)> Failed { get; init; }

    /// <summary>Runs whose task is over without a result of them, by what went wrong.</summary>
    public required IReadOnlyList<(string Reason, int Runs, string Example)> Lost { get; init; }

    /// <summary>Runs whose task can never start, by Slurm's reason.</summary>
    public required IReadOnlyList<(string Reason, int Runs, string Example)> NeverStart { get; init; }

    /// <summary>What is amiss with tasks that run.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The jobs that are queued or running: number, and how many of its tasks.</summary>
    public required IReadOnlyList<(string Job, string Name, int Tasks)> Jobs { get; init; }

    /// <summary>Whether jobs were ever submitted for it; else it was run on a machine.</summary>
    public required bool WasSubmitted { get; init; }

    /// <summary>Why what the jobs did is not reported; null where it is, or is on its way.</summary>
    public required string? ReportMissing { get; init; }

    /// <summary>Whether all is done or on its way.</summary>
    public bool IsWell => Failed.Count == 0 && Lost.Count == 0 && NeverStart.Count == 0 && ReportMissing is null;

    /// <summary>From the files, and from what the queue said.</summary>
    /// <param name="archive">The experiment.</param>
    /// <param name="jobs">Its jobs.</param>
    public static ExperimentStatus Of(ExperimentArchive archive, ExperimentJobs jobs)
    {
        var tasks = jobs.TaskOfRun();
        HashSet<string> going = Going(jobs);
        PackedRuns packing = jobs.BeingPacked();
        var troubles = new Dictionary<TaskState, string>();
        var runs = archive.Runs.Select(run => (run.Plan.Folder, State: Of(run, tasks.GetValueOrDefault(run.Plan.Identity))))
            .ToLookup(pair => pair.State.Place, pair => (pair.State.Reason, pair.Folder));
        return new ExperimentStatus
        {
            Name = archive.Plan.Experiment,
            Folder = archive.Folder,
            Runs = archive.Runs.Count,
            Done = runs[RunPlace.Done].Count(),
            Running = runs[RunPlace.Running].Count(),
            Queued = runs[RunPlace.Queued].Count(),
            ToDo = runs[RunPlace.ToDo].Count(),
            Failed = ByReason(runs[RunPlace.Failed]),
            Lost = ByReason(runs[RunPlace.Lost]),
            NeverStart = ByReason(runs[RunPlace.NeverStarts]),
            Warnings = [.. jobs.Tasks.Where(task => task.IsActive).Select(task => task.Trouble).OfType<string>().Distinct()],
            Jobs = [.. jobs.Active.GroupBy(entry => (entry.Job, entry.Name)).Select(group => (group.Key.Job, group.Key.Name, group.Count()))],
            WasSubmitted = jobs.Submissions.Count > 0,
            ReportMissing = jobs.Report?.Missing,
        };

        (RunPlace Place, string Reason) Of(ArchivedRun run, TaskState? task) => (run.Outcome, task) switch
        {
            ({ Status: RunStatus.Completed or RunStatus.Diverged }, _) => (RunPlace.Done, ""),
            _ when packing.Find(run.Plan.Identity) is { IsComplete: true } => (RunPlace.Done, ""),
            (_, { Obstacle: { } obstacle }) => (RunPlace.NeverStarts, obstacle),
            (_, { IsActive: true }) => (going.Contains(run.Plan.Folder) ? RunPlace.Running : RunPlace.Queued, ""),
            ({ Status: RunStatus.Failed } outcome, _) => (RunPlace.Failed, outcome.Reason ?? "for a reason that is not known"),
            (_, { Folder.IsCancelled: false }) when jobs.IsAsked => (RunPlace.Lost, Trouble(task)),
            _ => (RunPlace.ToDo, ""),
        };

        string Trouble(TaskState task) => troubles.TryGetValue(task, out string? known) ? known : troubles[task] = task.Trouble ?? "it is gone";
    }

    /// <summary>The runs that lie in an attempt of a task that runs.</summary>
    static HashSet<string> Going(ExperimentJobs jobs)
    {
        var active = jobs.Tasks.Where(task => task.Entry is { IsRunning: true }).GroupBy(task => task.Folder.Path);
        return [.. active.SelectMany(group =>
        {
            var parts = group.Select(task => task.Part).ToHashSet();
            return group.First().Folder.Attempts().Where(attempt => SubmissionFolder.PartOf(attempt) is { } part && parts.Contains(part))
                .SelectMany(AttemptFolders.RunsIn);
        })];
    }

    enum RunPlace
    {
        Done,
        Running,
        Queued,
        Failed,
        Lost,
        NeverStarts,
        ToDo,
    }

    static IReadOnlyList<(string Reason, int Runs, string Example)> ByReason(IEnumerable<(string Reason, string Run)> runs) =>
        [.. runs.GroupBy(run => run.Reason).Select(group => (group.Key, group.Count(), group.First().Run)).OrderByDescending(group => group.Item2)];
}
