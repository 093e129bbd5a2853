namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>Why a network will not train, as far as one step tells.</summary>
public enum PreflightCause
{
    /// <summary>An error term is NaN or infinite.</summary>
    NotFinite,

    /// <summary>Most of an error term is exactly 0.</summary>
    Underflow,

    /// <summary>The error term shrinks on its way to the first layer, and the update does not make up for it.</summary>
    Vanishing,

    /// <summary>The error term grows on its way to the first layer, and a step moves weights by more than their size.</summary>
    Exploding,

    /// <summary>Nearly all units of a layer are in the flat part of φ.</summary>
    Saturated,

    /// <summary>Most units of a layer answer no sample.</summary>
    Dead,

    /// <summary>The first layer's update is lost in the rounding of its weights.</summary>
    UpdateLost,

    /// <summary>The first layer's update is so small that a thousand of them do not matter.</summary>
    Frozen,
}
