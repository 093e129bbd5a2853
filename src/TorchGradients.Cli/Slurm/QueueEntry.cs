namespace TorchGradients.Cli.Slurm;

/// <summary>What the queue says of a task, or of a job without tasks.</summary>
/// <param name="Job">The job's number; of an array the whole array's.</param>
/// <param name="Task">The task's number in its array; null where it is none of an array.</param>
/// <param name="Name">The job's name.</param>
/// <param name="State">For example <c>PENDING</c>, <c>RUNNING</c>, <c>TIMEOUT</c>.</param>
/// <param name="Reason">Why it is pending, or how it ended.</param>
/// <param name="Node">Where it runs or ran; empty where it has not.</param>
/// <param name="Used">For how long it has run.</param>
internal sealed record QueueEntry(
    string Job, int? Task, string Name, string State, string Reason, string Node, TimeSpan Used)
{
    static readonly HashSet<string> s_ended =
    [
        "BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "REVOKED", "TIMEOUT",
    ];

    /// <summary>Whether it is over; else it is queued, running, or on its way out.</summary>
    public bool IsOver => s_ended.Contains(State);

    /// <summary>Whether its process may be going.</summary>
    public bool IsRunning => State is "RUNNING" or "COMPLETING" or "SUSPENDED" or "STOPPED" or "SIGNALING" or "STAGE_OUT";

    /// <summary>Why it can never start as things are; null where it can, or has.</summary>
    public string? Obstacle => IsOver || IsRunning ? null : StartObstacles.Of(Reason);
}
