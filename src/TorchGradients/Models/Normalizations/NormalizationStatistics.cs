namespace TorchGradients.Models.Normalizations;

/// <summary>What a normalisation divides by, as far as theory needs it.</summary>
/// <param name="OverBatch">Per unit over the batch; else per sample over the units.</param>
/// <param name="IsCentred">Whether the mean is subtracted.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Groups">Into how many groups a sample's units are parted, each with statistics of its own; 1 for
/// none.</param>
public sealed record NormalizationStatistics(bool OverBatch, bool IsCentred, double Epsilon, int Groups = 1);
