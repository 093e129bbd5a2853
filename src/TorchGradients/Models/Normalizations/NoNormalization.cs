namespace TorchGradients.Models.Normalizations;

/// <summary>No normalisation.</summary>
public sealed class NoNormalization : Normalization
{
    /// <inheritdoc/>
    public override NormalizationLayer? Build(int members, int units, torch.ScalarType precision, torch.Device device) => null;
}
