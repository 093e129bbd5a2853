using TorchGradients.Cli.Workers;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Slurm;

/// <summary>A cohort in a task's part of the work, as it is written down.</summary>
/// <param name="Members">The runs that train.</param>
/// <param name="Open">The places of those whose results are missing.</param>
/// <param name="IsBound">Whether the runs' last digits depend on the cohort.</param>
internal sealed record PartPiece(IReadOnlyList<RunOrder> Members, IReadOnlyList<int> Open, bool IsBound)
{
    /// <summary>A cohort's work.</summary>
    public static PartPiece Of(CohortWork work)
    {
        var open = work.Open.ToHashSet<PlannedRun>(ReferenceEqualityComparer.Instance);
        return new PartPiece(
            [.. work.Members.Select(run => RunOrder.Of(new RunAttempt(run, null)))],
            [.. Enumerable.Range(0, work.Members.Count).Where(place => open.Contains(work.Members[place]))],
            work.IsBound);
    }

    /// <summary>The work again.</summary>
    public CohortWork ToWork()
    {
        PlannedRun[] members = [.. Members.Select(order => order.ToAttempt().Run)];
        return new CohortWork([.. Open.Select(place => members[place])], members, IsBound);
    }
}
