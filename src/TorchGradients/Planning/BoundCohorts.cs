namespace TorchGradients.Planning;

/// <summary>
/// Cuts runs whose numbers are bound to their cohort: cohorts that an earlier plan of the folder had stay what they
/// were, the other runs are cut into new ones, and what did not fit into a device's memory trains in halves.
/// </summary>
/// <remarks>
/// A grid that grows would otherwise give runs that have begun another company, in which they cannot go on. A cohort
/// stays as long as all its members are in the plan and as many may train together as then: another
/// <c>execution:cohorts</c> is a new choice, and a member that is gone cannot keep its place. What is kept are whole
/// cohorts; halves follow anew each time from which cohorts are said not to fit, so that a cohort of which that is no
/// longer said is whole again.
/// </remarks>
public static class BoundCohorts
{
    /// <summary>A plan whose bound cohorts are those of the earlier plan, where they still can be.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="earlier">Reads what the folder knows; not asked for where no cohort is bound.</param>
    public static ExperimentPlan In(ExperimentPlan plan, Func<EarlierPlan> earlier)
    {
        if (!plan.Groups.Any(group => group.Rule.IsBound)) return plan;

        EarlierPlan known = earlier();
        return plan with { Groups = [.. plan.Groups.Select(group => Settle(group, plan.Runs, known))] };
    }

    /// <summary>A group with its cohorts; one whose runs are free of each other stays as it is.</summary>
    /// <param name="group">The group.</param>
    /// <param name="runs">The plan's runs.</param>
    /// <param name="earlier">What the folder knows.</param>
    internal static RunGroup Settle(RunGroup group, IReadOnlyList<PlannedRun> runs, EarlierPlan earlier)
    {
        if (!group.Rule.IsBound || earlier.Cohorts.Count + earlier.Halved.Count == 0) return group;

        List<IReadOnlyList<int>> cohorts = Kept(group, runs, earlier);
        var kept = cohorts.SelectMany(cohort => cohort).ToHashSet();
        int[] rest = [.. group.Runs.Where(i => !kept.Contains(i))];
        IReadOnlyList<int> sizes = group.Rule.Cut(rest.Length);
        if (rest.Length > 0) cohorts.AddRange((group with { Runs = rest, Sizes = sizes }).Cohorts);

        IReadOnlyList<int>[] pieces = [.. cohorts.SelectMany(Pieces)];
        return group with
        {
            Runs = [.. pieces.SelectMany(piece => piece)],
            Sizes = [.. pieces.Select(piece => piece.Count)],
            WholeSizes = [.. cohorts.Select(cohort => cohort.Count)],
        };

        IEnumerable<IReadOnlyList<int>> Pieces(IReadOnlyList<int> cohort) =>
            earlier.IsHalved(cohort.Select(i => runs[i].Identity))
            ? Cohort.Half(cohort).SelectMany(Pieces)
            : [cohort];
    }

    static List<IReadOnlyList<int>> Kept(RunGroup group, IReadOnlyList<PlannedRun> runs, EarlierPlan earlier)
    {
        var positions = group.Runs.ToDictionary(i => runs[i].Identity);
        var kept = new List<IReadOnlyList<int>>();
        foreach (int first in group.Runs)
        {
            if (earlier.Cohorts.TryGetValue(runs[first].Identity, out EarlierCohort? cohort)
                && cohort.Most == group.Rule.Most && cohort.Identities.All(positions.ContainsKey))
            {
                kept.Add([.. cohort.Identities.Select(identity => positions[identity])]);
            }
        }

        return kept;
    }
}
