namespace TorchGradients.Reporting.Archive;

/// <summary>How the error term changes from layer to layer, going backwards, at one step.</summary>
/// <param name="FactorPerLayer">exp of the slope of ln‖δ_l‖ over the hidden layers; below 1 it vanishes.</param>
/// <param name="Low">The lower end of the 95 % interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="FirstToLastRatio">‖δ_1‖ / ‖δ_{L−1}‖, first against last hidden layer.</param>
public sealed record ArchivedDecay(double? FactorPerLayer, double? Low, double? High, double? FirstToLastRatio);
