using TorchGradients.Benchmarks.Loops;
using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>A step with the norms of δ and of the weight gradient of every layer, by one without probes, in this process.</summary>
/// <param name="name">As <c>--only</c> takes it.</param>
/// <param name="network">Each member's.</param>
/// <param name="members">How many are stacked.</param>
/// <param name="steps">Of a turn.</param>
/// <param name="target">What it should come to.</param>
sealed class ProbeCost(string name, NetworkShape network, int members, int steps, Target target) : Measure(name,
    $"δ and weight-gradient norms of every layer, every step, against no probes: {(members == 1 ? "a run alone" : $"a cohort of {members}")}, {network}, sgd",
    target)
{
    /// <inheritdoc/>
    internal override async Task<Finding> Take(Session session)
    {
        using var loop = new Loop(network, session.Count(members), "sgd");
        int count = session.Count(steps);
        Side[] sides = await Turns.Take(session.Count(3 * session.Repeats), "µs a step",
            ("with norms", () => loop.Time(norms: true, count)), ("without probes", () => loop.Time(norms: false, count)));
        return Finding.Ratio(sides[0], sides[1]);
    }
}
