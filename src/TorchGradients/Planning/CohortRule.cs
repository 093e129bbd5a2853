namespace TorchGradients.Planning;

/// <summary>How runs of one kind train together.</summary>
/// <param name="Most">The most runs of a cohort, from their shapes alone; 1: each trains alone.</param>
/// <param name="IsBound">
/// Whether the last digits of a run's numbers depend on its cohort's size and on its place there. A cohort that is bound is
/// trained again as a whole where a part of it is missing; of any other only what is missing is trained.
/// </param>
public sealed record CohortRule(int Most, bool IsBound)
{
    /// <summary>Each run trains alone.</summary>
    public static CohortRule Alone { get; } = new(1, IsBound: false);
}
