namespace TorchGradients.Models.Normalizations;

/// <summary>Batch normalisation: each unit to mean 0 and variance 1 over the batch, then scaled and shifted.</summary>
public sealed class BatchNorm(BatchNormOptions options) : Normalization
{
    /// <inheritdoc/>
    public override bool AfterActivation => options.AfterActivation;

    /// <inheritdoc/>
    public override bool ReplacesBias => !options.AfterActivation;

    /// <inheritdoc/>
    public override NormalizationStatistics Statistics => new(OverBatch: true, IsCentred: true, options.Epsilon);

    /// <inheritdoc/>
    public override (string Finding, string Fix)? Obstacle(int units, int batchSize) => batchSize > 1
        ? null
        : ("is batch-norm, but a batch of one row has no variance (data:batchSize is 1)",
            "Raise data:batchSize, or use a normalisation of each sample, such as layer-norm.");

    /// <summary>ε.</summary>
    public double Epsilon => options.Epsilon;

    /// <summary>Weight of the newest batch in the running statistics.</summary>
    public double Momentum => options.Momentum;

    /// <inheritdoc/>
    public override NormalizationLayer Build(int members, int units, torch.ScalarType precision, torch.Device device) =>
        new BatchNormLayer(options, members, units, precision, device);
}
