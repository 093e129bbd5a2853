namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>How much the first layer's weights change in a step, by their size.</summary>
public enum UpdateKind
{
    /// <summary>It was not recorded, or is not a finite number.</summary>
    Unknown,

    /// <summary>So little that a thousand steps do not matter.</summary>
    Frozen,

    /// <summary>Little.</summary>
    Slow,

    /// <summary>Enough to learn.</summary>
    Useful,

    /// <summary>So much that a few steps replace the weights.</summary>
    Excessive,
}
