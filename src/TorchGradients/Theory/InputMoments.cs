namespace TorchGradients.Theory;

/// <summary>What theory needs to know of the inputs.</summary>
/// <param name="SecondMoments">Mean x² over the features, one for each of some samples: q₀ of each.</param>
/// <param name="BatchVariance">Variance over the samples, averaged over the features.</param>
public sealed record InputMoments(IReadOnlyList<double> SecondMoments, double BatchVariance)
{
    /// <summary>Independent inputs of mean 0 and variance 1.</summary>
    public static InputMoments Standard { get; } = new([1], 1);
}
