namespace TorchGradients.Hooks;

/// <summary>One call of a watched module in the latest backward pass.</summary>
/// <param name="Name">As <c>named_modules</c> gives it, <c>(model)</c> for the model itself; a second call of the
/// module has <c>(2)</c> after it.</param>
/// <param name="Kind">The module's type: <c>Linear</c>.</param>
/// <param name="HasWeight">Whether the module has a weight matrix (or tensor of more dimensions).</param>
/// <param name="DeltaNorm">
/// ‖∂𝓛/∂output‖, over batch and units, computed in float64. For an affine module it is the error term ‖δ‖, for the
/// activation
/// after it ‖∂𝓛/∂a‖.
/// </param>
/// <param name="Attenuation">
/// DeltaNorm divided by that of the next row, what the next module does to the gradient: at an affine module with an
/// activation after it the derivative factor, at the activation the weight factor of the layer that follows. Null in
/// the
/// last row.
/// </param>
/// <param name="WeightGradientNorm">‖∂𝓛/∂W‖ as it has accumulated; null where the module has no weight, or none with a
/// gradient.</param>
public sealed record WatchedLayer(
    string Name, string Kind, bool HasWeight, double DeltaNorm, double? Attenuation, double? WeightGradientNorm);
