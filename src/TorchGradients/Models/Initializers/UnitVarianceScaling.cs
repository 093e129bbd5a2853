namespace TorchGradients.Models.Initializers;

/// <summary>Divides a layer's weights by the standard deviation of its output until its variance is one.</summary>
/// <param name="Tolerance">How far from one the variance may stay.</param>
/// <param name="MaximalIterations">How often it is tried.</param>
public sealed record UnitVarianceScaling(double Tolerance, int MaximalIterations);
