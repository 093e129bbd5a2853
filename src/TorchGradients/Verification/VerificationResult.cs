namespace TorchGradients.Verification;

/// <summary>How both engines compare over some steps.</summary>
/// <param name="Precision">
/// <c>float32</c> or <c>float64</c>: what the torch engine computed in; the hand-rolled one has float64.
/// </param>
/// <param name="Steps">Steps that were compared.</param>
/// <param name="DivergedAt">The step at which no engine had a finite loss, if that ended the comparison.</param>
/// <param name="Layers">Layers 1 … L: the largest differences over the steps.</param>
public sealed record VerificationResult(string Precision, int Steps, int? DivergedAt, IReadOnlyList<LayerDifference> Layers)
{
    /// <summary>The largest ‖x − y‖ / ‖y‖ that counts as agreement: 1e-9 in float64, 1e-4 in float32.</summary>
    public double Tolerance => Precision == "float64" ? 1e-9 : 1e-4;

    /// <summary>The layer that is furthest apart; null where no step was compared.</summary>
    public LayerDifference? Worst => Layers.MaxBy(layer => double.IsNaN(layer.Largest) ? double.PositiveInfinity : layer.Largest);

    /// <summary>
    /// Whether at least one step was compared and no difference, NaN among them, is above the tolerance.
    /// </summary>
    public bool Holds => Steps > 0 && Layers.All(layer => layer.Largest <= Tolerance);
}
