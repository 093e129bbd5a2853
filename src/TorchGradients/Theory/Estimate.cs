namespace TorchGradients.Theory;

/// <summary>A number from quadrature, and how far off it may be.</summary>
/// <param name="Value">The number.</param>
/// <param name="Error">
/// Absolute difference to the same rule with fewer nodes: an upper estimate for smooth integrands.
/// </param>
public readonly record struct Estimate(double Value, double Error);
