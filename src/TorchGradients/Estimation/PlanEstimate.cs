namespace TorchGradients.Estimation;

/// <summary>What a plan's runs that are still to do will take.</summary>
/// <param name="Groups">The groups that have runs to do.</param>
/// <param name="Cores">Physical cores of this machine: so many cohorts go on side by side.</param>
public sealed record PlanEstimate(IReadOnlyList<GroupEstimate> Groups, int Cores)
{
    /// <summary>Seconds on one core.</summary>
    public double CoreSeconds => Groups.Sum(group => group.Trained * (group.Run?.Seconds ?? 0));

    /// <summary>
    /// Seconds on this machine: a cohort per core at a time; cohorts on a CUDA device one after the other. At least the
    /// longest cohort.
    /// </summary>
    public double Seconds
    {
        get
        {
            var open = Groups.Where(group => group.Run is not null).ToLookup(IsOnProcessor);
            double side = open[true].Sum(group => group.Trained * group.Run!.Seconds) / Cores;
            double alone = open[false].Sum(group => group.Trained * group.Run!.Seconds);
            return Math.Max(side + alone, Groups.Max(group => group.Run?.Seconds * group.Together) ?? 0);
        }
    }

    /// <summary>Bytes on the disk.</summary>
    public long Bytes => Groups.Sum(group => group.Open * (group.Run?.Bytes ?? 0));

    /// <summary>How many kinds were tried.</summary>
    public int Tried => Groups.Count(group => group.Cost is not null);

    /// <summary>Why kinds were not tried, and what trials did not come to, each once.</summary>
    public IReadOnlyList<string> Remarks => [.. Groups.Select(group => group.Remark).OfType<string>().GroupBy(remark => remark)
        .Select(group => FormattableString.Invariant($"{group.Count()} of {Groups.Count} kinds of runs: {group.Key}"))];

    static bool IsOnProcessor(GroupEstimate group) => (string?)group.Group.Kind["training"]!["device"] == "cpu";
}
