namespace TorchGradients.Models.Normalizations;

/// <summary>A normalisation as a config names it: makes each hidden layer's own.</summary>
public abstract class Normalization
{
    /// <summary>Whether it stands after the activation (<c>post-activation</c>) instead of before it.</summary>
    public virtual bool AfterActivation => false;

    /// <summary>
    /// Whether a bias before it would do nothing (batch norm before the activation): the layer then has none.
    /// </summary>
    public virtual bool ReplacesBias => false;

    /// <summary>Whether it normalises the weights instead of what passes: W = g · v / ‖v‖ per unit.</summary>
    public virtual bool NormalizesWeights => false;

    /// <summary>Over what it takes its statistics; null where it has none.</summary>
    public virtual NormalizationStatistics? Statistics => null;

    /// <summary>
    /// What keeps this from a layer of that many units or batches of that size, as the end of "model:normalization …",
    /// and
    /// what to do about it; null if nothing does.
    /// </summary>
    public virtual (string Finding, string Fix)? Obstacle(int units, int batchSize) => null;

    /// <summary>
    /// A hidden layer's normalisation, scale 1 and shift 0; null where there is nothing to apply to activations.
    /// </summary>
    public abstract NormalizationLayer? Build(int members, int units, torch.ScalarType precision, torch.Device device);
}
