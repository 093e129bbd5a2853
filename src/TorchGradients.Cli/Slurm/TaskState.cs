namespace TorchGradients.Cli.Slurm;

/// <summary>A part of a submission's work: what the queue says of its task, and what the task left.</summary>
/// <param name="Folder">The submission.</param>
/// <param name="Part">Which part.</param>
/// <param name="Identities">Its runs.</param>
/// <param name="Entry">What the queue says; null where it has forgotten the task, or was not asked.</param>
internal sealed record TaskState(SubmissionFolder Folder, int Part, IReadOnlyList<string> Identities, QueueEntry? Entry)
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

            if (File.Exists(Folder.Trouble(Part))) return Advice(File.ReadAllText(Folder.Trouble(Part)).Trim());
            if (!hasToken && Entry is { State: "FAILED" or "COMPLETED" } ended) return NotShared(ended.Node);
            return OfState(Entry) ?? TaskWord.Read(Folder.Word(Part))?.Reason
                ?? (hasToken ? $"it ended without a word; its log may tell why: {Folder.Logs}" : "it never started");
        }
    }

    string NotShared(string node) =>
        $"{node} does not share {Folder.Experiment} with this machine: no sign of the task came back; name a folder with --output that all nodes have";

    static string Advice(string trouble) => trouble.Contains("missing", StringComparison.Ordinal)
        ? $"{trouble}: install .NET {Environment.Version.Major} there, load it with a line of 'setup' in slurm.json, or submit with --self-contained"
        : trouble;

    static string? OfState(QueueEntry? entry) => entry?.State switch
    {
        "TIMEOUT" or "DEADLINE" => "it ran into its time limit (--time); what it had is kept where the config has checkpointEvery",
        "OUT_OF_MEMORY" => $"it ran out of memory on {entry.Node} (--memory)",
        "NODE_FAIL" or "BOOT_FAIL" => $"its node {entry.Node} failed, and Slurm did not start it again",
        "PREEMPTED" => "it had to give way to other work, and Slurm did not start it again",
        "CANCELLED" or "REVOKED" => "it was cancelled",
        _ => null,
    };
}
