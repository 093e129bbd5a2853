using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>How many threads torch may use in a cohort: chosen once, from the whole plan and the machine, and kept.</summary>
/// <remarks>
/// Sums come out differently with another number of threads, so the number may depend neither on the number of workers nor
/// on what is left to do. In this order: <c>execution:threads</c> of the run's config (a run's <c>resolved.json</c> holds
/// it, so that it repeats the run); what <c>plan.json</c> in the experiment's folder says of the same run; one thread where
/// there is a cohort per core or the cohort's step is small, or where members of a cohort would come to depend on each other
/// (<see cref="CohortRule.IsBound"/>); else the cores divided by the cohorts. Runs that are to have other threads than the
/// rest of their group, because an earlier plan said so, train in cohorts of their own. Cohorts that numbers are
/// bound to stay as an earlier plan had them (<see cref="BoundCohorts"/>).
/// </remarks>
public static class ThreadChoice
{
    /// <summary>Operations of a step below which threads cost more than they bring: about half a millisecond on one core.</summary>
    const double SmallStep = 5e7;

    /// <summary>The plan with each run's number of threads and its place in a cohort of runs that have the same.</summary>
    /// <param name="plan">The whole plan.</param>
    /// <param name="earlier">What an earlier plan of this folder says.</param>
    /// <param name="cores">The machine's physical cores.</param>
    public static ExperimentPlan Assign(ExperimentPlan plan, EarlierPlan earlier, int cores)
    {
        int each = Math.Max(1, cores / plan.Groups.Sum(group => group.Sizes.Count));
        var runs = plan.Runs.ToArray();
        var groups = new List<RunGroup>();
        foreach (RunGroup group in plan.Groups)
        {
            foreach (IReadOnlyList<int> cohort in group.Cohorts)
            {
                foreach (int i in cohort) runs[i] = runs[i] with { Threads = For(runs[i], runs[i].Config, group.Rule, cohort.Count) };
            }

            groups.AddRange(group.Runs.GroupBy(i => runs[i].Threads!.Value)
                .Select(same => group with { Runs = [.. same], Rule = group.Rule.With(same.Key) })
                .Select(one => BoundCohorts.Settle(one, runs, earlier)));
        }

        foreach (RunGroup group in groups)
        {
            foreach ((IReadOnlyList<int> cohort, int place) in group.Cohorts.SelectMany(cohort => cohort.Select((_, place) => (cohort, place))))
            {
                runs[cohort[place]] = runs[cohort[place]] with
                {
                    Cohort = new CohortPlace(cohort.Count, place),
                    IsBoundToCohort = group.Rule.IsBound && cohort.Count > 1,
                };
            }
        }

        return plan with { Runs = runs, Groups = groups, Notes = [.. plan.Notes, .. HalvedNotes(groups)] };

        int For(PlannedRun run, RunConfig config, CohortRule rule, int members) => config.Execution.Threads
            ?? (earlier.Threads.TryGetValue(run.Identity, out int threads) ? threads
                : members * OperationsPerStep(config) < SmallStep || members > 1 && !rule.IsBound ? 1
                : each);
    }

    /// <summary>The run's config with its number of threads in it, for <c>resolved.json</c>.</summary>
    public static JsonObject Written(PlannedRun run)
    {
        var resolved = (JsonObject)run.Resolved.DeepClone();
        if (resolved["execution"] is not JsonObject execution) resolved["execution"] = execution = [];
        execution["threads"] = run.Threads;
        return resolved;
    }

    static IEnumerable<ConfigProblem> HalvedNotes(IReadOnlyList<RunGroup> groups)
    {
        // Each cohort that is halved makes one more.
        int halved = groups.Sum(group => group.Sizes.Count - group.WholeSizes.Count);
        if (halved == 0) yield break;

        yield return new ConfigProblem(PlanFile.Name, "execution:cohorts",
            FormattableString.Invariant($"made {halved} {(halved == 1 ? "cohort" : "cohorts")} that did not fit ")
            + "into the device's memory, and trained in halves from the first step on; "
            + "the last digits of their runs are those of the halves",
            $"Name a size that fits. If memory was short for another reason, remove {EarlierPlans.Halved}/ "
            + "in the experiment's folder: what is not complete trains whole again.");
    }

    /// <summary>Multiplications and additions of forward and backward pass, every layer taken as wide as it is long.</summary>
    static double OperationsPerStep(RunConfig config) =>
        6.0 * config.Data.As<DataConfig>().BatchSize * config.Model.Depth * config.Model.Width * config.Model.Width;
}
