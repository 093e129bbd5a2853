using TorchGradients.Records.Packs;

namespace TorchGradients.Cli.Slurm;

/// <summary>All jobs that were ever submitted for an experiment, and what became of their tasks.</summary>
internal sealed class ExperimentJobs
{
    readonly IReadOnlyList<QueueEntry> _queue;

    /// <summary>From what there is.</summary>
    /// <param name="submissions">The submissions, the oldest first.</param>
    /// <param name="queue">What the queue has of them.</param>
    /// <param name="isAsked">Whether Slurm was asked; else the queue is empty.</param>
    internal ExperimentJobs(
        IReadOnlyList<(SubmissionFolder Folder, Submission Submission)> submissions, IReadOnlyList<QueueEntry> queue,
        bool isAsked)
    {
        Submissions = submissions;
        IsAsked = isAsked;
        _queue = queue;
        Tasks = [.. submissions.SelectMany(pair => TasksOf(pair.Folder, pair.Submission))];
    }

    /// <summary>The submissions, the oldest first.</summary>
    public IReadOnlyList<(SubmissionFolder Folder, Submission Submission)> Submissions { get; }

    /// <summary>Whether Slurm was asked; else nothing is known of what is queued.</summary>
    public bool IsAsked { get; }

    /// <summary>The tasks of all submissions, the oldest first.</summary>
    public IReadOnlyList<TaskState> Tasks { get; }

    /// <summary>The jobs that are queued or running, each once, as the queue has them.</summary>
    public IReadOnlyList<QueueEntry> Active => [.. _queue.Where(entry => !entry.IsOver)];

    /// <summary>The runs of tasks that are queued or running.</summary>
    public IReadOnlySet<string> ActiveRuns => Tasks.Where(task => task.IsActive).SelectMany(task => task.Identities).ToHashSet();

    /// <summary>The report's job of the newest submission; null where there is none, or Slurm was not asked.</summary>
    public ReportState? Report
    {
        get
        {
            if (!IsAsked || Submissions.Count == 0) return null;
            (SubmissionFolder folder, Submission submission) = Submissions[^1];
            return new ReportState(folder, submission, _queue.LastOrDefault(entry => entry.Name == submission.Report.Name),
                !Tasks.Any(task => task.Folder.Path == folder.Path && task.IsActive));
        }
    }

    /// <summary>The runs that are packed by tasks that are not at their end.</summary>
    public PackedRuns BeingPacked() => new([.. Submissions.SelectMany(pair => pair.Folder.Packs())]);

    /// <summary>Asks the queue, where there is anything to ask about.</summary>
    /// <param name="experiment">The experiment's folder.</param>
    /// <param name="client">Asks; null: nobody is asked.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SlurmException">There is no squeue, or no answer.</exception>
    public static async Task<ExperimentJobs> Of(string experiment, SlurmClient? client, CancellationToken cancellation)
    {
        (SubmissionFolder Folder, Submission)[] submissions =
            [.. SubmissionFolder.Of(Path.GetFullPath(experiment)).Select(folder => (folder, folder.Read()))];
        IReadOnlyList<QueueEntry> queue = client is null
            ? []
            : await client.Queue([.. submissions.SelectMany(pair => pair.Item2.Names)], cancellation);
        return new ExperimentJobs(submissions, queue, client is not null);
    }

    /// <summary>The newest task that has a run; by identity.</summary>
    public IReadOnlyDictionary<string, TaskState> TaskOfRun()
    {
        var tasks = new Dictionary<string, TaskState>();
        foreach (TaskState task in Tasks)
        {
            foreach (string identity in task.Identities) tasks[identity] = task;
        }

        return tasks;
    }

    IEnumerable<TaskState> TasksOf(SubmissionFolder folder, Submission submission)
    {
        // A task that was started again has one line in the queue, like any other.
        var entries = _queue.Select(entry => (Part: submission.PartOf(entry), Entry: entry)).Where(pair => pair.Part is not null)
            .GroupBy(pair => pair.Part!.Value).ToDictionary(group => group.Key, group => group.Last().Entry);
        return folder.ReadIndex().Select((identities, part) => new TaskState(
            folder, part, identities, entries.GetValueOrDefault(part), submission.ArrayOf(part).Job is not null));
    }
}
