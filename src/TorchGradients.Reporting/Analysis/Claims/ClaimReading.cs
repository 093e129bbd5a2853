using TorchGradients.Configuration;

namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>A number of a run's records that a claim asks for.</summary>
/// <param name="Quantity">The recorded quantity.</param>
/// <param name="Layer">Which of its values, from 1; backwards from −1.</param>
/// <param name="Step">The step; −1: the last that was recorded; null: the mean over all.</param>
public readonly record struct ClaimReading(string Quantity, int Layer, int? Step)
{
    /// <summary>What the claims ask for, each once.</summary>
    internal static IReadOnlyList<ClaimReading> Of(IEnumerable<ClaimConfig> claims) =>
    [
        .. claims.Select(claim => claim.Condition).Where(condition => !ClaimQuantities.OfRuns.Contains(condition.Quantity))
            .Select(Of).Distinct(),
    ];

    /// <summary>What a condition asks for.</summary>
    internal static ClaimReading Of(ClaimCondition condition) => new(condition.Quantity, condition.Layer, condition.Step);
}
