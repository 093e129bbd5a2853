namespace TorchGradients.Records;

/// <summary>
/// The cohort that a run belongs to: its plan's, a half of that where it did not fit into the device's memory, or the
/// run alone where it was tried alone after its cohort had failed. Of one that was taken up again, or grew, only a
/// part may have trained together.
/// </summary>
/// <param name="Size">Runs in the cohort.</param>
/// <param name="Place">This run's place in it, from 0.</param>
public sealed record CohortPlace(int Size, int Place);
