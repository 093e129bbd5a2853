namespace TorchGradients.Models;

/// <summary>What one layer did with a batch; lives in the step's dispose scope.</summary>
/// <param name="PreActivation">z_l, what enters φ: [member, batch, units]; keeps its gradient δ_l when traced for probes.</param>
/// <param name="Activated">φ(z_l): [member, batch, units]; keeps its gradient ∂𝓛/∂a_l when traced for probes.</param>
/// <param name="Weight">The effective weight W_l: [member, in, out].</param>
/// <param name="Input">What enters the layer, a_{l-1}: [member, batch, in].</param>
public sealed record LayerTrace(Tensor Input, Tensor Weight, Tensor PreActivation, Tensor Activated);
