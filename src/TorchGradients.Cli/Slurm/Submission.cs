namespace TorchGradients.Cli.Slurm;

/// <summary>What was handed to Slurm at once: <c>submission.json</c>, written before the first job and again with every job's number.</summary>
/// <param name="Id">Its folder's name.</param>
/// <param name="Submitted">When.</param>
/// <param name="Program">The folder of the program's snapshot.</param>
/// <param name="Device">What the runs' device comes down to on the nodes: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Pack">Whether the files of a task's runs are kept in one file.</param>
/// <param name="Arrays">The arrays of tasks.</param>
/// <param name="Report">The job that collects and writes the report when all tasks are over.</param>
internal sealed record Submission(
    string Id, DateTimeOffset Submitted, string Program, string Device, bool Pack, IReadOnlyList<SubmittedJob> Arrays, SubmittedJob Report)
{
    /// <summary>The names of all its jobs.</summary>
    public IEnumerable<string> Names => [.. Arrays.Select(array => array.Name), Report.Name];

    /// <summary>The part of the work that a task in the queue does; null for another job.</summary>
    public int? PartOf(QueueEntry entry) =>
        Arrays.FirstOrDefault(array => array.Name == entry.Name) is { } array && entry.Task is { } task ? array.First + task : null;

    /// <summary>The array whose tasks do a part of the work.</summary>
    public SubmittedJob ArrayOf(int part) => Arrays.Last(array => array.First <= part);
}

/// <summary>A job of a submission.</summary>
/// <param name="Name">Its name, which no other job has: by it Slurm is asked, even where its number never came back.</param>
/// <param name="First">The part that its first task does.</param>
/// <param name="Count">The number of its tasks.</param>
/// <param name="Job">Its number; null where it was not submitted, or nobody heard that it was.</param>
internal sealed record SubmittedJob(string Name, int First, int Count, string? Job = null);
