namespace TorchGradients.Theory;

/// <summary>What the mean-field equations say of one layer at initialisation.</summary>
/// <param name="Number">From 1; the output layer is L.</param>
/// <param name="WeightVariance">σ_w² = n_(l−1) · Var(W_l).</param>
/// <param name="PreActivationVariance">q_l, the variance of z_l (what enters φ), averaged over the samples.</param>
/// <param name="WeightFactor">‖∂𝓛/∂a_l‖ / ‖δ_(l+1)‖; null at the output layer.</param>
/// <param name="DerivativeFactor">‖δ_l‖ / ‖∂𝓛/∂a_l‖, √E[φ′(z_l)²] where layers are wide; null at the output layer.</param>
/// <param name="Delta">‖δ_l‖ / ‖δ_L‖.</param>
/// <param name="Fluctuation">
/// What the layer's finite width does; null where it is not known (batch norm, group norm, norms behind φ, skips) and
/// at the output layer.
/// </param>
public sealed record LayerPrediction(
    int Number, double WeightVariance, double PreActivationVariance, double? WeightFactor, double? DerivativeFactor, double Delta,
    LayerFluctuation? Fluctuation)
{
    /// <summary>√χ_l where layers are wide, the predicted attenuation ‖δ_l‖ / ‖δ_(l+1)‖; null at the output layer.</summary>
    public double? Attenuation => WeightFactor * DerivativeFactor;
}
