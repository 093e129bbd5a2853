using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.GpuCheck;

/// <summary>A cell of the textbook experiment: means over its seeds.</summary>
/// <param name="Remedy">The remedy.</param>
/// <param name="Depth">Hidden layers.</param>
/// <param name="DecayAtInitialization">Decay factor per layer before the first update.</param>
/// <param name="DecayAtEnd">The same at the last recorded step.</param>
/// <param name="TestAccuracy">Accuracy on the test part.</param>
internal sealed record ExperimentCell(
    string Remedy, string Depth, double? DecayAtInitialization, double? DecayAtEnd, double? TestAccuracy)
{
    /// <summary>The means of a cell's runs.</summary>
    public static ExperimentCell Of(IGrouping<(string Remedy, string Depth), (PlannedRun Run, Outcome Outcome)> cell) => new(
        cell.Key.Remedy, cell.Key.Depth,
        Mean(cell.Select(one => one.Outcome.Decay?.AtInitialization?.FactorPerLayer)),
        Mean(cell.Select(one => one.Outcome.Decay?.AtEnd?.FactorPerLayer)),
        Mean(cell.Select(one => one.Outcome.TestAccuracy)));

    /// <summary>Null where a value is missing or not finite.</summary>
    static double? Mean(IEnumerable<double?> values) =>
        values.ToList() is var all && all.All(value => value is { } number && double.IsFinite(number)) ? all.Average() : null;
}
