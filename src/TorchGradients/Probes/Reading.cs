namespace TorchGradients.Probes;

/// <summary>What one quantity came to in one step of one run.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Values">Layers 1 … L, null where there is no value; for a scalar its one number.</param>
public sealed record Reading(Quantity Quantity, IReadOnlyList<double?> Values);
