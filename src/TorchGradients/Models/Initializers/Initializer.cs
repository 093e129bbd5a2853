namespace TorchGradients.Models.Initializers;

/// <summary>How a layer's weights are drawn.</summary>
public abstract class Initializer
{
    /// <summary>
    /// A fresh weight matrix [fanIn, fanOut], float64 on the processor; the same draws whatever the run's precision.
    /// </summary>
    public abstract Tensor Draw(int fanIn, int fanOut, torch.Generator generator);

    /// <summary>Mean and variance of the entries that are drawn.</summary>
    public abstract EntryMoments Moments(int fanIn, int fanOut);

    /// <summary>Scaling on the first batch that follows the draw (lsuv); null for all others.</summary>
    public virtual UnitVarianceScaling? Scaling => null;
}
