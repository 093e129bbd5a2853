namespace TorchGradients.Records;

/// <summary>Beside whom a run trained.</summary>
/// <param name="Size">Runs in the cohort.</param>
/// <param name="Place">This run's place in it, from 0.</param>
public sealed record CohortPlace(int Size, int Place);
