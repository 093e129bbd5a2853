namespace TorchGradients.Records;

/// <summary>The cohort that a run belongs to in its plan. Of one that was taken up again, or grew, only a part may have trained together.</summary>
/// <param name="Size">Runs in the cohort.</param>
/// <param name="Place">This run's place in it, from 0.</param>
public sealed record CohortPlace(int Size, int Place);
