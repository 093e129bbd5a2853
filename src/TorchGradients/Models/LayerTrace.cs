namespace TorchGradients.Models;

/// <summary>What one layer did with a batch; lives in the step's dispose scope.</summary>
/// <param name="Input">What enters the layer, a_{l-1}: [member, batch, in].</param>
/// <param name="Weight">The effective weight W_l: [member, in, out].</param>
/// <param name="Affine">
/// W_l a_{l-1} + b_l: [member, batch, units]; z_l itself unless a normalisation stands between.
/// </param>
/// <param name="PreActivation">
/// z_l, what enters φ: [member, batch, units]; keeps its gradient δ_l when traced for probes.
/// </param>
/// <param name="Activated">φ(z_l): [member, batch, units]; keeps its gradient ∂𝓛/∂a_l when traced for probes.</param>
public sealed record LayerTrace(Tensor Input, Tensor Weight, Tensor Affine, Tensor PreActivation, Tensor Activated);
