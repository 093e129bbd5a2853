using TorchGradients.Benchmarks.Loops;
using TorchGradients.Benchmarks.Processes;
using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>One run's step with norms, by that of PyTorch with hooks, each warm in a process and on a thread of its own.</summary>
/// <param name="name">As <c>--only</c> takes it.</param>
/// <param name="optimizer"><c>sgd</c> or <c>adam</c>.</param>
/// <param name="target">What it should come to.</param>
sealed class StepAgainstPeer(string name, string optimizer, Target target) : Measure(name,
    $"one run's step with those norms, one thread, by PyTorch's with hooks: {s_network}, {optimizer}", target)
{
    static readonly NetworkShape s_network = new(10, 64, 64);

    /// <inheritdoc/>
    internal override bool NeedsPeer => true;

    /// <inheritdoc/>
    internal override async Task<Finding> Take(Session session)
    {
        using var loop = new Loop(s_network, 1, optimizer);
        int steps = session.Count(500);
        loop.Time(norms: true, session.Count(300));   // compiled by tiers: a process of its own would be warm as well
        Func<Task<double>> PeerBy(string hooks) => () => session.Peer.Step(s_network, optimizer, steps, hooks, session.Cancellation);
        Side[] sides = await Turns.Take(session.Repeats, "µs a step",
            [("TorchGradients", () => Task.FromResult(loop.Time(norms: true, steps))),
            .. Peer.Hooks.Select(hooks => ($"PyTorch, {hooks} hooks", PeerBy(hooks)))]);
        return Finding.Ratio(sides[0], sides[1 + Peer.Hooks.IndexOf(session.Peer.Caught)], sides[^1]) with { Sides = sides };
    }
}
