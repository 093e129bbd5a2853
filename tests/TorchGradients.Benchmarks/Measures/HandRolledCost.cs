using TorchGradients.Benchmarks.Loops;
using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>A step of the hand-rolled engine by one of torch in the same precision, in this process, without probes.</summary>
sealed class HandRolledCost() : Measure("hand-rolled",
    $"the hand-rolled engine's step by torch's in float64, one run, one thread: {s_network}, sgd", Target.AtMost(4))
{
    static readonly NetworkShape s_network = new(10, 64, 64);

    /// <inheritdoc/>
    internal override async Task<Finding> Take(Session session)
    {
        using var handRolled = new Loop(s_network, 1, "sgd", "hand-rolled", "float64");
        using var torch = new Loop(s_network, 1, "sgd", "torch", "float64");
        foreach (Loop loop in new[] { handRolled, torch }) loop.Time(norms: false, session.Count(300));   // compiled by tiers
        int steps = session.Count(100);
        Side[] sides = await Turns.Take(session.Count(3 * session.Repeats), "µs a step",
            ("hand-rolled", () => handRolled.Time(norms: false, steps)), ("torch", () => torch.Time(norms: false, steps)));
        return Finding.Ratio(sides[0], sides[1]);
    }
}
