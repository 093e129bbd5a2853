namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>How an error term reaches the first layer.</summary>
public enum GradientKind
{
    /// <summary>It was not recorded, or there are fewer than two hidden layers.</summary>
    Unknown,

    /// <summary>The first layer gets as much as the last hidden one, within the thresholds.</summary>
    Healthy,

    /// <summary>It gets a small fraction.</summary>
    Vanishing,

    /// <summary>It gets a large multiple.</summary>
    Exploding,

    /// <summary>It gets exactly 0.</summary>
    Underflowed,

    /// <summary>What it gets is NaN or infinite.</summary>
    NotFinite,
}
