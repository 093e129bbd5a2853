using TorchGradients.Benchmarks.Loops;
using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>
/// The arithmetic of a cohort's step per time, as a share of what the matrix product reaches on the same thread in the same
/// process: the better of 1024³, and of as many products of a hidden layer's forward pass as there are members.
/// </summary>
/// <param name="name">As <c>--only</c> takes it.</param>
/// <param name="network">Each member's.</param>
/// <param name="members">How many are stacked.</param>
/// <param name="steps">Of a turn.</param>
/// <param name="target">What it should come to.</param>
sealed class MatrixShare(string name, NetworkShape network, int members, int steps, Target target) : Measure(name,
    $"share of the machine's measured matrix-product rate: a cohort of {members}, {network}, sgd, without probes", target)
{
    const double MicrosecondsOfRate = 3e5;
    const int Large = 1024;

    /// <inheritdoc/>
    internal override async Task<Finding> Take(Session session)
    {
        int count = session.Count(members);
        using var loop = new Loop(network, count, "sgd");
        double microseconds = session.IsQuick ? 1 : MicrosecondsOfRate;
        double operations = count * network.OperationsPerStep;
        double Rate(bool norms) => operations / loop.Time(norms, session.Count(steps)) / 1000;
        Side[] sides = await Turns.Take(session.Repeats, "GFLOP/s",
            ("step", () => Rate(norms: false)),
            ("step with norms", () => Rate(norms: true)),
            ($"product {Large}³", () => MatrixRate.Of(1, session.Count(Large), session.Count(Large), microseconds) / 1000),
            ($"products {network.Batch} × {network.Width}²", () => MatrixRate.Of(count, network.Batch, network.Width, microseconds) / 1000));
        return new Finding(100 * sides[0].Median / Math.Max(sides[2].Median, sides[3].Median), sides);
    }
}
