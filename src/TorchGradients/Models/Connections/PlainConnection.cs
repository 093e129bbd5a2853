namespace TorchGradients.Models.Connections;

/// <summary>a_l = φ(z_l).</summary>
public sealed class PlainConnection : Connection
{
    /// <inheritdoc/>
    public override bool AddsInput(int inputUnits, int outputUnits) => false;
}
