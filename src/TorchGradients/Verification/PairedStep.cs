namespace TorchGradients.Verification;

/// <summary>One step of both engines.</summary>
/// <param name="TorchLoss">The torch engine's loss.</param>
/// <param name="HandRolledLoss">The hand-rolled engine's loss.</param>
/// <param name="Layers">How far they are apart in layers 1 … L.</param>
public sealed record PairedStep(double TorchLoss, double HandRolledLoss, IReadOnlyList<LayerDifference> Layers)
{
    /// <summary>Whether no engine has a finite loss, so that neither updates and there is nothing to compare.</summary>
    public bool BothDiverged => !double.IsFinite(TorchLoss) && !double.IsFinite(HandRolledLoss);
}
