namespace TorchGradients.Models.Normalizations;

/// <summary>W = g · v / ‖v‖ per unit: the network applies it, since it acts on weights.</summary>
public sealed class WeightNorm : Normalization
{
    /// <inheritdoc/>
    public override bool NormalizesWeights => true;

    /// <inheritdoc/>
    public override NormalizationLayer? Build(int members, int units, torch.ScalarType precision, torch.Device device) => null;
}
