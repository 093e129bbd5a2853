using TorchGradients.Configuration;

namespace TorchGradients.Estimation;

/// <summary>What one run will take.</summary>
/// <param name="Seconds">On one core.</param>
/// <param name="Bytes">On the disk.</param>
public sealed record RunEstimate(double Seconds, long Bytes)
{
    /// <summary>From what a trial of its kind cost.</summary>
    /// <remarks>
    /// setup + steps · step + probes · (records due / records where every probe is due) + evaluations · evaluation:
    /// each probe
    /// is taken to cost the same.
    /// </remarks>
    public static RunEstimate Of(RunConfig config, RunCost cost)
    {
        int steps = config.Training.Steps;
        long evaluations = 1 + (config.Training.EvaluateEvery is { } every ? (steps - 1) / every : 0);
        double shares = config.Probes.Count == 0 ? 0 : config.Probes.Sum(probe => (double)Due(probe, steps)) / config.Probes.Count;
        var probes = config.Probes.Select(probe => probe.Name).ToHashSet();
        double records = config.Probes.Sum(probe => Due(probe, steps) * cost.Lines.GetValueOrDefault(probe.Name))
            + cost.Lines.Where(line => !probes.Contains(line.Key)).Sum(line => line.Value) * evaluations;
        return new RunEstimate(
            cost.Setup + steps * cost.Step + shares * cost.Probes + evaluations * (cost.Evaluation ?? 0),
            cost.Files + (long)records);
    }

    /// <summary>The number of steps at which a probe is due.</summary>
    public static long Due(ProbeConfig probe, int steps)
    {
        long last = Math.Min(probe.Until ?? int.MaxValue, steps - 1);
        return last < probe.From ? 0 : (last - probe.From) / probe.Every + 1;
    }
}
