using TorchGradients.Cli.Workers;
using TorchGradients.Estimation;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Slurm;

/// <summary>Groups a plan's cohorts into the parts of tasks, of a length that is asked for, or as many as are asked for.</summary>
/// <param name="settings">How long or how many.</param>
/// <param name="present">This machine's devices.</param>
/// <param name="say">Hears what was estimated.</param>
/// <param name="clock">Measures trials.</param>
internal sealed class PartPlanner(
    SlurmSettings settings, IReadOnlyList<string> present, Action<string> say, TimeProvider clock)
{
    /// <summary>The parts.</summary>
    /// <param name="plan">The plan, its cohorts formed.</param>
    /// <param name="isOpen">Whether a run is to be done.</param>
    /// <exception cref="SlurmException">Nothing is known of how long runs take.</exception>
    public IReadOnlyList<IReadOnlyList<CohortWork>> Parts(ExperimentPlan plan, Func<PlannedRun, bool> isOpen)
    {
        PlanEstimate? estimate = settings.Tasks is null ? Estimate(plan, isOpen) : null;
        var seconds = estimate?.Groups.ToDictionary<GroupEstimate, RunGroup, double?>(
            group => group.Group, group => group.Run?.Seconds, ReferenceEqualityComparer.Instance);
        (CohortWork Work, double Seconds)[] works =
        [
            .. plan.Groups.SelectMany(group => group.Cohorts.Select(places => (Group: group, Work: CohortWork.Of(
                    new Cohort([.. places.Select(place => plan.Runs[place])], group.Rule.IsBound), isOpen))))
                .Where(pair => pair.Work.Open.Count > 0)
                .Select(pair => (pair.Work, pair.Work.Members.Count
                    * (seconds?[pair.Group] ?? pair.Work.Members[0].Config.Training.Steps))),
        ];
        int count = settings.Tasks ?? PartSplit.Count(works.Sum(work => work.Seconds), settings.Cpus, 60 * settings.TaskMinutes);
        return PartSplit.Into(works, count);
    }

    PlanEstimate Estimate(ExperimentPlan plan, Func<PlannedRun, bool> isOpen)
    {
        if (!present.Any(IsGpu)) ExpectNoGpu(plan, isOpen);
        using var data = new DataCache();
        PlanEstimate estimate = new Estimator(new Trial(data, clock).Measure, clock, settings.Cpus).Estimate(plan, isOpen);
        if (estimate.Groups.Any(group => group.Run is null))
        {
            throw new SlurmException(
                $"How long the runs of {plan.Name} take is not known: {string.Join("; ", estimate.Remarks)}. "
                + "Nothing was submitted. Say with --tasks how many tasks there are to be.");
        }

        say($"About {Terminal.Amounts.Time(estimate.CoreSeconds)} of one core, {Terminal.Amounts.Bytes(estimate.Bytes)}.");
        return estimate;
    }

    // What is to train on a GPU may be tried on the processor where its device is auto.
    void ExpectNoGpu(ExperimentPlan plan, Func<PlannedRun, bool> isOpen)
    {
        PlannedRun[] runs = [.. plan.Runs.Where(isOpen)
            .Where(run => NodeSurroundings.KindOf(run.Config, SlurmWork.HasGpu(settings)) == "cuda")];
        if (runs.FirstOrDefault(run => IsGpu(run.Config.Training.Device)) is { } named)
        {
            throw new SlurmException(
                $"This machine has no GPU to try the runs of {plan.Name} on, whose device is {named.Config.Training.Device}; "
                + "nothing was submitted. Say with --tasks how many tasks there are to be.",
                ExitCode.InvalidInput);
        }

        if (runs.Length > 0)
        {
            say("This machine has no GPU: runs that will have one are tried on the processor, where they mostly take longer. "
                + "--tasks says how many tasks there are to be instead.");
        }
    }

    static bool IsGpu(string device) => device.StartsWith("cuda", StringComparison.Ordinal);
}
