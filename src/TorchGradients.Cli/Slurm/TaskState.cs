namespace TorchGradients.Cli.Slurm;

/// <summary>A part of a submission's work: what the queue says of its task, and what the task left.</summary>
/// <param name="Folder">The submission.</param>
/// <param name="Part">Which part.</param>
/// <param name="Identities">Its runs.</param>
/// <param name="Entry">What the queue says; null where it has forgotten the task, or was not asked.</param>
/// <param name="IsSubmitted">Whether somebody heard that its array was submitted.</param>
internal sealed record TaskState(
    SubmissionFolder Folder, int Part, IReadOnlyList<string> Identities, QueueEntry? Entry, bool IsSubmitted)
{
    // A folder that nodes share may show a new file a minute late.
    static readonly TimeSpan s_latestToken = TimeSpan.FromMinutes(2);

    /// <summary>Whether it is queued or running.</summary>
    public bool IsActive => Entry is { IsOver: false };

    /// <summary>Why it can never start; null where it can.</summary>
    public string? Obstacle => Entry?.Obstacle;

    /// <summary>
    /// What went wrong, where runs of it have no result though it is over, or where it runs without leaving a sign; null where
    /// nothing did.
    /// </summary>
    public string? Trouble
    {
        get
        {
            bool hasToken = File.Exists(Folder.Token(Part));
            if (Entry is { IsOver: false } active)
            {
                return active.State == "RUNNING" && active.Used > s_latestToken && !hasToken ? NotShared(active.Node) : null;
            }

            if (JobEnd.OfScript(Folder.Trouble(Part)) is { } trouble) return trouble;
            if (!hasToken && Entry is { State: "FAILED" or "COMPLETED" } ended) return NotShared(ended.Node);
            if (JobEnd.Of(Entry, time: "--time", memory: "--memory") is { } end) return Kept(end);
            return TaskWord.Read(Folder.Word(Part))?.Reason
                ?? (hasToken ? $"it ended without a word; its log may tell why: {Folder.Logs}" : Unheard);
        }
    }

    string NotShared(string node) =>
        $"{node} does not share {Folder.Experiment} with this machine: no sign of the task came back; name a folder with --output that all nodes have";

    // Slurm forgets a job some minutes after its end, and with it the node.
    string Unheard => IsSubmitted
        ? $"no sign of the task came back before Slurm forgot it, most likely because its node does not share {Folder.Experiment} "
            + "with this machine: name a folder with --output that all nodes have"
        : "it was not submitted, because 'run --on slurm' ended before";

    string Kept(string end) =>
        Entry!.State is "TIMEOUT" or "DEADLINE" ? $"{end}; what it had is kept where the config has checkpointEvery" : end;
}
