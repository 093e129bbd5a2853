namespace TorchGradients.Estimation;

/// <summary>What a plan's runs that are still to do will take.</summary>
/// <param name="Cohorts">The cohorts that have runs to do.</param>
/// <param name="Cores">Physical cores of this machine: so many runs go on side by side.</param>
public sealed record PlanEstimate(IReadOnlyList<CohortEstimate> Cohorts, int Cores)
{
    /// <summary>Seconds on one core.</summary>
    public double CoreSeconds => Cohorts.Sum(cohort => cohort.Open * (cohort.Run?.Seconds ?? 0));

    /// <summary>
    /// Seconds on this machine: a run per core at a time; runs on a CUDA device one after the other. At least the
    /// longest run.
    /// </summary>
    public double Seconds
    {
        get
        {
            var open = Cohorts.Where(cohort => cohort.Run is not null).ToLookup(IsOnProcessor);
            double side = open[true].Sum(cohort => cohort.Open * cohort.Run!.Seconds) / Cores;
            double alone = open[false].Sum(cohort => cohort.Open * cohort.Run!.Seconds);
            return Math.Max(side + alone, Cohorts.Max(cohort => cohort.Run?.Seconds) ?? 0);
        }
    }

    /// <summary>Bytes on the disk.</summary>
    public long Bytes => Cohorts.Sum(cohort => cohort.Open * (cohort.Run?.Bytes ?? 0));

    /// <summary>How many kinds were tried.</summary>
    public int Tried => Cohorts.Count(cohort => cohort.Cost is not null);

    /// <summary>Why kinds were not tried, and what trials did not come to, each once.</summary>
    public IReadOnlyList<string> Remarks => [.. Cohorts.Select(cohort => cohort.Remark).OfType<string>().GroupBy(remark => remark)
        .Select(group => FormattableString.Invariant($"{group.Count()} of {Cohorts.Count} kinds of runs: {group.Key}"))];

    static bool IsOnProcessor(CohortEstimate cohort) => (string?)cohort.Cohort.Kind["training"]!["device"] == "cpu";
}
