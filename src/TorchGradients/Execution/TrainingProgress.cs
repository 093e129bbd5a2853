namespace TorchGradients.Execution;

/// <summary>How far a run is: what, beside its engine's state, its outcome needs of the steps that were made.</summary>
/// <remarks>Which rows a batch holds follows from the step and the seed, so the step stands for the random streams too.</remarks>
/// <param name="Steps">Steps made.</param>
/// <param name="Losses">The last ten losses, the oldest first.</param>
/// <param name="FirstDeltas">Error-term norms of the first recorded step; null where there is none.</param>
/// <param name="LastDeltas">The same of the last recorded step.</param>
/// <param name="Cost">What steps cost.</param>
public sealed record TrainingProgress(
    int Steps, IReadOnlyList<double> Losses, IReadOnlyList<double?>? FirstDeltas, IReadOnlyList<double?>? LastDeltas, StepSums Cost);
