namespace TorchGradients.Execution;

/// <summary>What steps cost together.</summary>
/// <param name="Probed">Time of steps with records, µs.</param>
/// <param name="ProbedSteps">How many those were.</param>
/// <param name="Plain">Time of steps without records, µs.</param>
/// <param name="PlainSteps">How many those were.</param>
public sealed record StepSums(double Probed, int ProbedSteps, double Plain, int PlainSteps);
