namespace TorchGradients.Theory;

/// <summary>Where a deep network's initial weights put it.</summary>
public enum Phase
{
    /// <summary>χ₁ below 1: inputs become alike, gradients vanish.</summary>
    Ordered,

    /// <summary>χ₁ within 1 % of 1: both travel far.</summary>
    Critical,

    /// <summary>χ₁ above 1: inputs drift apart, gradients explode.</summary>
    Chaotic,
}
