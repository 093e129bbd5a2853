namespace TorchGradients.Reporting.Analysis;

/// <summary>What was measured in one layer at one step; null where it was not recorded or does not exist.</summary>
/// <param name="Layer">The layer, counted from 1 at the input; the output layer is L.</param>
/// <param name="Delta">‖δ_l‖, the size of the error term.</param>
/// <param name="Attenuation">g_l = ‖δ_l‖ / ‖δ_{l+1}‖.</param>
/// <param name="WeightFactor">What the weights do to the error term: ‖∂𝓛/∂a_l‖ / ‖δ_{l+1}‖.</param>
/// <param name="DerivativeFactor">What φ′ does to it: ‖δ_l‖ / ‖∂𝓛/∂a_l‖.</param>
/// <param name="UpdateRatio">‖ΔW_l‖ / ‖W_l‖ of the step.</param>
/// <param name="Saturation">The fraction of units and samples where φ is flat.</param>
/// <param name="DeadUnits">The fraction of units whose φ′ is 0 on the whole batch.</param>
/// <param name="ZeroGradient">The fraction of entries of δ_l that are exactly 0.</param>
/// <param name="ActivationMean">The mean of φ(z_l) over batch and units.</param>
/// <param name="ActivationStandardDeviation">Its standard deviation.</param>
/// <param name="PredictedDelta">‖δ_l‖ as theory predicts it from the measured ‖δ_L‖; at step 0 only.</param>
public sealed record LayerState(
    int Layer,
    double? Delta,
    double? Attenuation,
    double? WeightFactor,
    double? DerivativeFactor,
    double? UpdateRatio,
    double? Saturation,
    double? DeadUnits,
    double? ZeroGradient,
    double? ActivationMean = null,
    double? ActivationStandardDeviation = null,
    double? PredictedDelta = null);
