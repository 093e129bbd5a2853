using TorchGradients.Records;

namespace TorchGradients.Planning;

/// <summary>Runs that train together as one stacked network.</summary>
/// <param name="Members">The runs in their places.</param>
/// <param name="IsBound">Whether their last digits depend on these: <see cref="CohortRule.IsBound"/>.</param>
public sealed record Cohort(IReadOnlyList<PlannedRun> Members, bool IsBound)
{
    /// <summary>
    /// What must train for some of them to get their results: these alone, or, where numbers depend on the cohort, all of them
    /// in their places.
    /// </summary>
    /// <param name="isOpen">Whether a run is still to do.</param>
    public IReadOnlyList<PlannedRun> ToTrain(Func<PlannedRun, bool> isOpen) =>
        IsBound ? Members : [.. Members.Where(isOpen)];

    /// <summary>
    /// The two cohorts that its runs train in where they do not fit into a device's memory together, each run in its
    /// new place.
    /// </summary>
    public IReadOnlyList<Cohort> Halves() =>
    [
        .. Half(Members).Select(half => new Cohort([.. half.Select((run, place) => run with
        {
            Cohort = new CohortPlace(half.Count, place),
            IsBoundToCohort = IsBound && half.Count > 1,
        })], IsBound)),
    ];

    /// <summary>The first half, which is the larger one, and the second.</summary>
    internal static IReadOnlyList<IReadOnlyList<T>> Half<T>(IReadOnlyList<T> members) =>
        [.. members.Chunk((members.Count + 1) / 2)];
}
