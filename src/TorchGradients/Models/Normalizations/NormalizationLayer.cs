namespace TorchGradients.Models.Normalizations;

/// <summary>A layer's normalisation on the member axis; owns its tensors.</summary>
public abstract class NormalizationLayer : IDisposable
{
    /// <summary>The learned scale [member, 1, units]; null where it has none.</summary>
    public virtual Tensor? Scale => null;

    /// <summary>The learned shift [member, 1, units]; null where it has none.</summary>
    public virtual Tensor? Shift => null;

    /// <summary>Mean that is used in evaluation [member, units]; batch norm only.</summary>
    public virtual Tensor? RunningMean => null;

    /// <summary>Variance that is used in evaluation [member, units]; batch norm only.</summary>
    public virtual Tensor? RunningVariance => null;

    /// <summary>
    /// The normalised tensor, [member, batch, units] like its input; in training batch norm updates its running
    /// statistics.
    /// </summary>
    public abstract Tensor Apply(Tensor input, bool training);

    /// <summary>
    /// What a small change of the input is multiplied by while the statistics stay those of this batch: [member, 1, units];
    /// null where they are each sample's own.
    /// </summary>
    public virtual Tensor? FixedFactor(Tensor input) => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Scale?.Dispose();
        Shift?.Dispose();
        RunningMean?.Dispose();
        RunningVariance?.Dispose();
        GC.SuppressFinalize(this);
    }
}
