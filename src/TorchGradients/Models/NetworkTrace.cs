namespace TorchGradients.Models;

/// <summary>
/// A forward pass: every layer's trace, layers 1 … L, and the network's output [member, batch, classes].
/// </summary>
/// <param name="Layers">The layers, from the input on.</param>
/// <param name="Output">a_L.</param>
public sealed record NetworkTrace(IReadOnlyList<LayerTrace> Layers, Tensor Output);
