namespace TorchGradients.Records;

/// <summary>What a run's steps cost.</summary>
/// <param name="StepMicroseconds">Wall-clock time of a step; of one that runs made together, each one's share.</param>
/// <param name="ProbeShare">The share of it that probes took; null where it was not measured.</param>
public sealed record OutcomeCost(double StepMicroseconds, double? ProbeShare);
