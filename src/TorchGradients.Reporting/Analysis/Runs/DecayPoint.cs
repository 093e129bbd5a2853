using TorchGradients.Records;

namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>The decay factor at a recorded step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Decay">Factor per layer with its 95 % interval, and first-to-last ratio.</param>
public sealed record DecayPoint(int Step, DecayFactor Decay)
{
    /// <summary>
    /// After how many layers half of ‖δ‖ is left, going backwards: ln ½ / ln factor; null where the factor is unknown
    /// or
    /// nothing is lost (1 and above).
    /// </summary>
    public static double? HalfLife(double? factorPerLayer) =>
        factorPerLayer is > 0 and < 1 ? Math.Log(0.5) / Math.Log(factorPerLayer.Value) : null;
}
