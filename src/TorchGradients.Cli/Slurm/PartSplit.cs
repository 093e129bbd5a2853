using TorchGradients.Cli.Workers;

namespace TorchGradients.Cli.Slurm;

/// <summary>Cuts the work of a plan into the parts of tasks.</summary>
internal static class PartSplit
{
    /// <summary>So many tasks that each takes about as long as it is to.</summary>
    /// <param name="coreSeconds">What all of it takes on one core.</param>
    /// <param name="cores">Cores of a task.</param>
    /// <param name="taskSeconds">How long a task is to take.</param>
    public static int Count(double coreSeconds, int cores, double taskSeconds) =>
        (int)Math.Clamp(Math.Ceiling(coreSeconds / (cores * taskSeconds)), 1, int.MaxValue);

    /// <summary>Parts of about the same length; a cohort is never cut.</summary>
    /// <remarks>The longest cohort first, each to the part that has least (Graham, 1969: at most 4/3 of the shortest possible).</remarks>
    /// <param name="works">The work, with the seconds of each cohort.</param>
    /// <param name="count">How many parts; no more than there are cohorts.</param>
    /// <returns>The parts; in each the cohorts are in the order of the plan.</returns>
    public static IReadOnlyList<IReadOnlyList<CohortWork>> Into(IReadOnlyList<(CohortWork Work, double Seconds)> works, int count)
    {
        var parts = new List<int>[Math.Min(count, works.Count)];
        var least = new PriorityQueue<int, (double Seconds, int Part)>();
        for (int part = 0; part < parts.Length; part++)
        {
            parts[part] = [];
            least.Enqueue(part, (0, part));
        }

        foreach (int place in Enumerable.Range(0, works.Count).OrderByDescending(place => works[place].Seconds))
        {
            least.TryDequeue(out int part, out (double Seconds, int) had);
            parts[part].Add(place);
            least.Enqueue(part, (had.Seconds + works[place].Seconds, part));
        }

        return [.. parts.Select(places => (IReadOnlyList<CohortWork>)[.. places.Order().Select(place => works[place].Work)])];
    }
}
