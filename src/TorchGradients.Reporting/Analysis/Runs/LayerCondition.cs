namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>
/// What may be said of a layer; a layer may be in several conditions at once. Thresholds: the <c>analysis</c> section.
/// </summary>
[Flags]
public enum LayerCondition
{
    /// <summary>Nothing was recorded that would allow a word.</summary>
    Unknown = 0,

    /// <summary>Enough was recorded, and nothing of what follows holds.</summary>
    Healthy = 1,

    /// <summary>‖δ_l‖ is a small fraction of the last hidden layer's.</summary>
    Vanishing = 2,

    /// <summary>‖δ_l‖ is a large multiple of the last hidden layer's.</summary>
    Exploding = 4,

    /// <summary>Most units are in the flat part of φ for most samples.</summary>
    Saturated = 8,

    /// <summary>Most units answer no sample of the batch.</summary>
    Dead = 16,

    /// <summary>δ_l is exactly 0, or most of its entries are, and dead units are not the reason.</summary>
    Underflowed = 32,

    /// <summary>The entries of δ_l are denormal numbers: about to underflow.</summary>
    Denormal = 64,

    /// <summary>The weights hardly change: the update ratio, mean over the recorded steps, is tiny.</summary>
    Frozen = 128,

    /// <summary>‖δ_l‖ is NaN or infinite.</summary>
    NotFinite = 256,
}
