using TorchGradients.Configuration;
using TorchGradients.Planning;

namespace TorchGradients.Estimation;

/// <summary>Estimates what a plan will take, from a short trial of a cohort of each kind of run, most steps first.</summary>
/// <param name="trial">Trains runs together for about as long as it is given; what each of them costs.</param>
/// <param name="clock">Measures how long all trials took.</param>
/// <param name="cores">Physical cores of this machine.</param>
public sealed class Estimator(
    Func<IReadOnlyList<PlannedRun>, TimeSpan, (RunCost? Cost, string? Failure)> trial, TimeProvider clock, int cores)
{
    /// <summary>After this no further kind is tried.</summary>
    public static readonly TimeSpan LongestOfAll = TimeSpan.FromSeconds(15);

    /// <summary>About how long a trial may take.</summary>
    public static readonly TimeSpan LongestOfOne = TimeSpan.FromSeconds(3);

    /// <summary>The estimate.</summary>
    /// <remarks>
    /// A kind that is not tried is taken to cost what the tried one costs whose network is nearest in size, and so many
    /// times
    /// more as it is larger: small networks are bound by the number of operators, large ones by arithmetic.
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="isOpen">Whether a run is still to do.</param>
    public PlanEstimate Estimate(ExperimentPlan plan, Func<PlannedRun, bool> isOpen)
    {
        long start = clock.GetTimestamp();
        var open = plan.Groups
            .Select(group => (Group: group, Cohorts: OpenCohorts(plan, group, isOpen)))
            .Where(kind => kind.Cohorts.Count > 0)
            .Select(kind => (kind.Group, kind.Cohorts, Runs: kind.Cohorts.Sum(cohort => cohort.Count(isOpen)), kind.Cohorts[0][0].Config))
            .OrderByDescending(kind => (double)kind.Runs * kind.Config.Training.Steps * Size(kind.Config)).ToList();
        var tried = new List<(double Size, RunCost Cost)>();
        var estimates = new List<GroupEstimate>();
        foreach ((RunGroup group, List<IReadOnlyList<PlannedRun>> cohorts, int runs, RunConfig config) in open)
        {
            string? remark = FormattableString.Invariant(
                $"not tried, since trials end after {LongestOfAll.TotalSeconds} s; taken to cost as the tried one nearest in size");
            RunCost? cost = null;
            if (clock.GetElapsedTime(start) < LongestOfAll)
            {
                (cost, string? failure) = trial(cohorts[0], LongestOfOne);
                remark = failure is not null ? $"the trial failed: {failure}"
                    : cost!.Evaluation is null ? FormattableString.Invariant(
                        $"the trial was ended after {LongestOfOne.TotalSeconds} s, so evaluations are left out")
                    : null;
                if (cost is not null) tried.Add((Size(config), cost));
            }

            RunCost? assumed = cost ?? Nearest(tried, Size(config));
            estimates.Add(new GroupEstimate(
                group, runs, cohorts.Sum(cohort => cohort.Count), cohorts.Max(cohort => cohort.Count),
                assumed is null ? null : RunEstimate.Of(config, assumed), cost, remark));
        }

        return new PlanEstimate(estimates, cores);
    }

    /// <summary>What trains in each cohort that has runs to do.</summary>
    static List<IReadOnlyList<PlannedRun>> OpenCohorts(ExperimentPlan plan, RunGroup group, Func<PlannedRun, bool> isOpen) =>
    [
        .. group.Cohorts.Select(places => new Cohort([.. places.Select(place => plan.Runs[place])], group.Rule.IsBound))
            .Where(cohort => cohort.Members.Any(isOpen)).Select(cohort => cohort.ToTrain(isOpen)),
    ];

    static RunCost? Nearest(List<(double Size, RunCost Cost)> tried, double size)
    {
        if (tried.Count == 0) return null;

        (double nearest, RunCost cost) = tried.MinBy(known => Math.Abs(Math.Log(known.Size / size)));
        double times = Math.Max(1, size / nearest);
        return cost with { Step = cost.Step * times, Probes = cost.Probes * times, Evaluation = cost.Evaluation * times };
    }

    /// <summary>Multiplications of a step, every layer taken as wide as it is long.</summary>
    static double Size(RunConfig config) =>
        (double)config.Data.As<DataConfig>().BatchSize * config.Model.Depth * config.Model.Width * config.Model.Width;
}
