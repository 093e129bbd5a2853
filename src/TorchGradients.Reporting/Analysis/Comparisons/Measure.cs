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
    /// <summary>The measures, in the order of <c>comparison.csv</c>. Adding one is a line here.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        new("testAccuracy", "test accuracy", false, run => run.Outcome?.TestAccuracy),
        new("trainLoss", "training loss", true, run => run.Outcome?.TrainLoss),
        new("deltaDecayAtInitialization", "decay factor per layer at initialisation", true,
            run => run.Outcome?.Decay?.AtInitialization?.FactorPerLayer),
        new("deltaDecayAtEnd", "decay factor per layer at the end", true, run => run.Outcome?.Decay?.AtEnd?.FactorPerLayer),
        new("firstLayerUpdateRatio", "update ratio of the first layer", true, run => run.FirstLayerUpdateRatio),
        new("seconds", "seconds", true, run => run.Outcome?.Seconds),
    ];
}
