namespace TorchGradients.Cli.Workers;

/// <summary>A cohort that did not fit into the device's memory, while its halves are tried.</summary>
/// <remarks>
/// It is written down when a half of it is seen to make steps: from then on somebody may go on from the half's
/// checkpoints. That is taken back where nothing of it comes to an end and a run alone does not fit either: then it
/// is not its size that is wrong.
/// </remarks>
/// <param name="work">All of it.</param>
/// <param name="reason">What the device said.</param>
/// <param name="halfOf">The cohort that it is half of itself; null: none that this process has halved.</param>
internal sealed class TooLargeWork(CohortWork work, string reason, TooLargeWork? halfOf)
{
    /// <summary>All of it.</summary>
    public CohortWork Work => work;

    /// <summary>What the device said.</summary>
    public string Reason => reason;

    /// <summary>The cohort that it is half of itself.</summary>
    public TooLargeWork? HalfOf => halfOf;

    /// <summary>Whether it is written down that it trains in halves; the same is so of those above it.</summary>
    public bool IsWritten { get; set; }

    /// <summary>
    /// Whether a piece of it came to an end, so that smaller cohorts do help; the same is so of those above it.
    /// </summary>
    public bool HasFit { get; set; }
}
