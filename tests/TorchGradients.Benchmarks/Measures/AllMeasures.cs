using TorchGradients.Benchmarks.Loops;
using TorchGradients.Benchmarks.Processes;
using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>Everything that is measured: the one place for a new one.</summary>
static class AllMeasures
{
    const string Unreported = "whole process, no report";

    static readonly double[] s_rates = [0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 0.7, 1];
    static readonly double[] s_smallRates = [0.00003, 0.0001, 0.0003, 0.001, 0.002, 0.003, 0.005, 0.01];

    static readonly NetworkShape s_small = new(10, 64, 64);
    static readonly NetworkShape s_large = new(20, 256, 128);
    static readonly NetworkShape s_narrow = new(10, 16, 32);
    static readonly NetworkShape s_wide = new(10, 256, 128);

    /// <summary>All of them, in the order in which they are taken.</summary>
    internal static IReadOnlyList<Measure> All { get; } =
    [
        new ProbeCost("probes-alone", s_small, 1, 300, Target.AtMost(1.25)),
        new ProbeCost("probes-alone-large", s_large, 1, 20, Target.AtMost(1.08)),
        new ProbeCost("probes-cohort", s_small, 32, 20, Target.AtMost(1.1)),
        new StepAgainstPeer("step-sgd", "sgd", Target.AtMost(0.75)),
        new StepAgainstPeer("step-adam", "adam", Target.AtMost(0.6)),
        new GridAgainstPeer("grid-sgd", new Grid(s_small, "sgd", 300, 8, s_rates), Target.AtLeast(2.5, better: 3)),
        new GridAgainstPeer("grid-adam", new Grid(s_small, "adam", 300, 8, s_smallRates), Target.AtLeast(3)),
        new GridAgainstPeer("grid-narrow", new Grid(s_narrow, "sgd", 3000, 8, s_rates), Target.AtLeast(10, better: 12)),
        new GridAgainstPeer("grid-wide",
            new Grid(s_wide, "sgd", 300, 8, s_rates) { IsReported = false, IsEvaluated = false }, Target.AtLeast(1.15)),
        new MatrixShare("matrix-share-64", s_small, 32, 20, Target.AtLeastPercent(45)),
        new MatrixShare("matrix-share-256", s_wide, 8, 10, Target.AtLeastPercent(60)),
        new Scaling("scaling-depth", "depth", [5, 10, 20, 40, 80], Unreported,
            Grids(depth => Runs(s_small with { Depth = depth }, 1000, 1))),
        new Scaling("scaling-steps", "steps", [100, 300, 1000, 3000, 10_000], Unreported,
            Grids(steps => Runs(s_small, steps, 1))),
        new Scaling("scaling-runs", "runs", [1, 64, 128, 256, 512, 1000], Unreported,
            Grids(runs => Runs(s_narrow, 300, runs))),
        new HandRolledCost(),
        new ReportTime("report-1000", 1000, Target.AtMostSeconds(10)),
        new ReportTime("report-10000", 10_000, Target.AtMostSeconds(60)),
        new ReportOpens("report-opens", 1000, Target.AtMostSeconds(3)),
        new Scaling("scaling-report", "runs", [250, 500, 1000, 2000, 4000],
            $"`report` of runs × {ReportTime.Size}", ReportTime.AtSize)
        {
            Few = [10, 20],
        },
        new PackedScan("scan-packed", 100_000, Target.AtMostSeconds(120)),
    ];

    static TimeAtSize Grids(Func<int, Grid> grid) => (session, size, _) => session.Scratch.Lend(
        folder => (grid(size) with { IsReported = false }).Time(folder, session.Cancellation));

    // At one learning rate, on one thread each: a second one would come in at some size.
    static Grid Runs(NetworkShape network, int steps, int seeds) =>
        new(network, "sgd", steps, seeds, [0.1]) { Threads = 1 };
}
