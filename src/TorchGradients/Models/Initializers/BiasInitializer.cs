namespace TorchGradients.Models.Initializers;

/// <summary>How a layer's biases are drawn.</summary>
public abstract class BiasInitializer
{
    /// <summary>A fresh bias [fanOut], float64 on the processor.</summary>
    public abstract Tensor Draw(int fanIn, int fanOut, torch.Generator generator);

    /// <summary>Mean and variance of the entries that are drawn.</summary>
    public abstract EntryMoments Moments(int fanIn, int fanOut);
}
