namespace TorchGradients.Models.Normalizations;

/// <summary>What a normalisation divides by, as far as theory needs it.</summary>
/// <param name="OverBatch">Per unit over the batch; else per sample over the units.</param>
/// <param name="IsCentred">Whether the mean is subtracted.</param>
/// <param name="Epsilon">What is added to the variance.</param>
public sealed record NormalizationStatistics(bool OverBatch, bool IsCentred, double Epsilon);
