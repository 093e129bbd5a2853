namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>
/// A norm ‖δ_l‖ on a logarithmic scale, with what no logarithm tells: exact zeros, denormals, what is not finite.
/// </summary>
/// <param name="Kind">What kind of number it is.</param>
/// <param name="Log10">log₁₀ of it; null for 0 and for what is not finite.</param>
public sealed record Magnitude(MagnitudeKind Kind, double? Log10)
{
    /// <summary>The magnitude of a norm; null where it was not recorded.</summary>
    /// <param name="norm">‖δ_l‖ ≥ 0.</param>
    /// <param name="format">
    /// What the run counted in: the norm is denormal where its typical entry, ‖δ_l‖ / √entries, is.
    /// </param>
    public static Magnitude? Of(double? norm, NumberFormat format) => norm switch
    {
        null => null,
        { } value when !double.IsFinite(value) => new Magnitude(MagnitudeKind.NotFinite, null),
        0 => new Magnitude(MagnitudeKind.Zero, null),
        { } value => new Magnitude(
            value / Math.Sqrt(format.Entries) < format.SmallestNormal ? MagnitudeKind.Denormal : MagnitudeKind.Normal,
            Math.Log10(value)),
    };
}
