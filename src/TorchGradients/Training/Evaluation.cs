namespace TorchGradients.Training;

/// <summary>How a network does on held-out rows.</summary>
/// <param name="Loss">Mean loss.</param>
/// <param name="Accuracy">Fraction of rows whose largest output is the label's.</param>
public sealed record Evaluation(double Loss, double Accuracy);
