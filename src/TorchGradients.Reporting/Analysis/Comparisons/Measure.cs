using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Analysis.Comparisons;

/// <summary>A number that every run has, and by which cells are compared.</summary>
/// <param name="Name">Its name in <c>summary.csv</c> and <c>comparison.csv</c>.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="IsLogarithmic">
/// Whether it is compared by ratios: sizes that span orders of magnitude; else by differences.
/// </param>
/// <param name="Of">The run's number; null where it was not measured.</param>
public sealed record Measure(string Name, string Title, bool IsLogarithmic, Func<RunSummary, double?> Of)
{
    /// <summary>Its name where there is little room.</summary>
    public string ShortTitle { get; private init; } = Title;

    /// <summary>The largest value that it can have; the smallest is 0.</summary>
    public double Highest { get; private init; } = double.PositiveInfinity;

    /// <summary>Whether it is one of those that are told of every cell, and whose effects are estimated; else it is told where it decides.</summary>
    public bool IsMain { get; private init; } = true;

    /// <summary>
    /// Whether it is a time: runs that train together as a cohort have it in common, and runs of one machine slow each other down.
    /// It is compared without interval and p-value, and has no effects.
    /// </summary>
    public bool IsTime { get; private init; }

    /// <summary>The measures, in the order of <c>comparison.csv</c>. Adding one is a line here.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        new("testAccuracy", "test accuracy", false, run => run.Outcome?.TestAccuracy) { Highest = 1 },
        new("trainLoss", "training loss", true, run => run.Outcome?.TrainLoss),
        new("deltaDecayAtInitialization", "decay factor per layer at initialisation", true,
            run => run.Outcome?.Decay?.AtInitialization?.FactorPerLayer) { ShortTitle = "decay at start" },
        new("deltaDecayAtEnd", "decay factor per layer at the end", true, run => run.Outcome?.Decay?.AtEnd?.FactorPerLayer) { ShortTitle = "decay at end" },
        new("firstLayerUpdateRatio", "update ratio of the first layer", true, run => run.FirstLayerUpdateRatio) { ShortTitle = "update ratio" },
        new("seconds", "seconds", true, run => run.Outcome?.Seconds) { IsTime = true },
        new("stepMicroseconds", "microseconds a step", true, run => run.Outcome?.Cost?.StepMicroseconds)
        {
            ShortTitle = "µs a step",
            IsTime = true,
        },
        new("firstToLastRatioAtInitialization", "first-to-last ratio at initialisation", true, run => run.First.FirstToLastRatio) { IsMain = false },
        new("firstToLastRatioAtEnd", "first-to-last ratio at the end", true, run => run.Last.FirstToLastRatio) { IsMain = false },
    ];
}
