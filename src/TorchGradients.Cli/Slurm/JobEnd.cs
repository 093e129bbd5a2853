namespace TorchGradients.Cli.Slurm;

/// <summary>Why jobs came to no good end, in words.</summary>
internal static class JobEnd
{
    /// <summary>What Slurm says: why it ended before its time; null where Slurm knows of no reason.</summary>
    /// <param name="entry">The job; null where Slurm has forgotten it.</param>
    /// <param name="time">What sets its time limit.</param>
    /// <param name="memory">What sets its memory.</param>
    public static string? Of(QueueEntry? entry, string time, string memory) => entry?.State switch
    {
        "TIMEOUT" or "DEADLINE" => $"it ran into its time limit ({time})",
        "OUT_OF_MEMORY" => $"it ran out of memory on {entry.Node} ({memory})",
        "NODE_FAIL" or "BOOT_FAIL" => $"its node {entry.Node} failed, and Slurm did not start it again",
        "PREEMPTED" => "it had to give way to other work, and Slurm did not start it again",
        "CANCELLED" or "REVOKED" => "it was cancelled",
        _ => null,
    };

    /// <summary>Why its script could not start the program, and what to do about it; null where it could.</summary>
    /// <param name="file">Where the script says so.</param>
    public static string? OfScript(string file)
    {
        if (!File.Exists(file)) return null;
        string trouble = File.ReadAllText(file).Trim();
        return trouble.Contains("missing", StringComparison.Ordinal)
            ? $"{trouble}: install .NET {Environment.Version.Major} there, load it with a line of 'setup' in slurm.json, "
                + "or submit with --self-contained"
            : trouble;
    }
}
