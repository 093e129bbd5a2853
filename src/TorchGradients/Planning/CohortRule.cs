namespace TorchGradients.Planning;

/// <summary>How runs of one kind train together.</summary>
/// <param name="Most">The most runs of a cohort, from their shapes alone; 1: each trains alone.</param>
/// <param name="IsBound">
/// Whether the last digits of a run's numbers depend on its cohort's size and on its place there. Where a part of a
/// cohort is missing that is bound, all of it is stacked again: the others keep their places where those that are
/// missing go on from checkpoints, and train along where these begin anew. Of any other cohort only what is missing
/// is trained.
/// </param>
/// <param name="IsAsked">Whether the config names the size, whatever becomes of the last digits.</param>
public sealed record CohortRule(int Most, bool IsBound, bool IsAsked = false)
{
    /// <summary>How many runs of the kind there must be; of fewer each trains alone. Default: 1.</summary>
    public int FewestRuns { get; init; } = 1;

    /// <summary>Each run trains alone.</summary>
    public static CohortRule Alone { get; } = new(1, IsBound: false);

    /// <summary>How many runs each cohort has: <see cref="CohortSizes.Cut"/>.</summary>
    /// <param name="runs">How many runs of the kind there are.</param>
    public IReadOnlyList<int> Cut(int runs) => CohortSizes.Cut(runs, runs < FewestRuns ? 1 : Most);

    /// <summary>
    /// The rule for runs that have so many threads. Several bind them to each other: threads share a tensor out by its whole
    /// length, whoever's part that cuts. Then they train alone, or, where the size was asked for, as a cohort that is bound.
    /// </summary>
    public CohortRule With(int threads) =>
        Most == 1 || IsBound || threads == 1 ? this : IsAsked ? this with { IsBound = true } : Alone;
}
