namespace TorchGradients.Training.Losses;

/// <summary>
/// A loss 𝓛(a_L, y), the mean over the batch: as tensors for the torch engine, as numbers for the hand-rolled one.
/// </summary>
public abstract class Loss
{
    /// <summary>𝓛 per member [member], from a_L [member, batch, classes] and labels [member, batch] of int64.</summary>
    public abstract Tensor Apply(Tensor output, Tensor labels);

    /// <summary>One sample's loss; 𝓛 is its mean over the batch.</summary>
    public abstract double Value(ReadOnlySpan<double> output, int label);

    /// <summary>∂/∂a_L of one sample's loss (not yet divided by the batch size).</summary>
    public abstract void Gradient(ReadOnlySpan<double> output, int label, Span<double> gradient);

    /// <summary>The output that, given for every row alike, makes 𝓛 smallest where classes have these frequencies (their sum is 1).</summary>
    public abstract double[] BestConstant(IReadOnlyList<double> frequencies);
}
