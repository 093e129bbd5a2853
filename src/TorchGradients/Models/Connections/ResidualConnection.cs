namespace TorchGradients.Models.Connections;

/// <summary>a_l = a_(l−1) + φ(z_l) between equal widths.</summary>
public sealed class ResidualConnection : Connection
{
    /// <inheritdoc/>
    public override bool AddsInput(int inputUnits, int outputUnits) => inputUnits == outputUnits;
}
