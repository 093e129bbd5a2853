namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>Why the score of the preflight leaves a cell out.</summary>
public enum UnscoredReason
{
    /// <summary>No run has ended.</summary>
    NotEnded,

    /// <summary>A run was too short to tell.</summary>
    TooShort,

    /// <summary>Nothing was measured that tells whether it trains.</summary>
    NotKnown,

    /// <summary>It does better than a constant guess by a share that counts, which may be noise.</summary>
    NotTold,

    /// <summary>No prediction was kept, and the error terms of step 0 were not recorded.</summary>
    NothingForetold,
}
