namespace TorchGradients.Reporting.Archive;

/// <summary>A quantity at one step.</summary>
/// <param name="Step">The step t = 0 …</param>
/// <param name="Values">A value per layer 1 … L (null where it does not exist), or the one value of a scalar.</param>
public sealed record RecordedStep(int Step, IReadOnlyList<double?> Values);
