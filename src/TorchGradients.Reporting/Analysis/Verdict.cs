namespace TorchGradients.Reporting.Analysis;

/// <summary>What a diagnosis comes to.</summary>
public enum Verdict
{
    /// <summary>Nothing was recorded that would allow one.</summary>
    Unknown,

    /// <summary>The error term reaches the first layer, and the layer's weights move.</summary>
    Healthy,

    /// <summary>The loss stopped being a finite number.</summary>
    Diverged,

    /// <summary>Most of the error term in an early layer is exactly 0.</summary>
    Underflow,

    /// <summary>The error term shrinks on its way back to the first layer.</summary>
    Vanishing,

    /// <summary>The error term vanishes, but the updates of the first layer are of a useful size.</summary>
    VanishingButUpdated,

    /// <summary>The error term grows on its way back to the first layer.</summary>
    Exploding,
}
