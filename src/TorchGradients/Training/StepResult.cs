using TorchGradients.Probes;

namespace TorchGradients.Training;

/// <summary>What a step yields: numbers only.</summary>
/// <param name="Losses">𝓛 of the batch, per member.</param>
/// <param name="Measured">What was asked for, per member.</param>
public sealed record StepResult(IReadOnlyList<double> Losses, IReadOnlyList<Measurements> Measured);
