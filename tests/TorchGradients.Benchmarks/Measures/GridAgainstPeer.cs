using TorchGradients.Benchmarks.Processes;
using TorchGradients.Benchmarks.Results;
using TorchGradients.Execution;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>
/// A grid of runs, whole processes: from starting the program to its end, reading data and writing files among it. Theirs is
/// split over as many processes as there are cores, as ours is by itself.
/// </summary>
/// <param name="name">As <c>--only</c> takes it.</param>
/// <param name="grid">What both carry out.</param>
/// <param name="target">How many times faster ours should be.</param>
sealed class GridAgainstPeer(string name, Grid grid, Target target) : Measure(name, Words(grid), target)
{
    static readonly int s_processes = PhysicalCores.Count;

    /// <inheritdoc/>
    internal override bool NeedsPeer => true;

    /// <inheritdoc/>
    internal override async Task<Finding> Take(Session session)
    {
        Grid taken = session.IsQuick ? grid with { Steps = 3, Seeds = 1, LearningRates = [.. grid.LearningRates.Take(2)] } : grid;
        Side[] sides = await Turns.Take(session.Repeats, "s",
            ("TorchGradients", () => session.Scratch.Lend(folder => taken.Time(folder, session.Cancellation))),
            ("PyTorch", () => session.Scratch.Lend(
                folder => session.Peer.Grid(taken, folder, s_processes, session.Cancellation))));
        return Finding.Ratio(sides[1], sides[0]) with { Sides = sides, Note = $"PyTorch with {session.Peer.Caught} hooks" };
    }

    static string Words(Grid grid) =>
        $"grid of {grid.Seeds * grid.LearningRates.Count} runs ({grid.Seeds} seeds × {grid.LearningRates.Count} learning rates), {grid.Network}, "
        + $"{grid.Optimizer}, {grid.Steps} steps, norms every step, whole process"
        + (grid.IsReported ? ", our report among it" : ", no report") + (grid.IsEvaluated ? "" : ", no test evaluation")
        + ", against the Python loop, a process per core";
}
