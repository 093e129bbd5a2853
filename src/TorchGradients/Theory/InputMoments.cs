namespace TorchGradients.Theory;

/// <summary>What theory needs to know of the inputs.</summary>
/// <param name="SecondMoments">Mean x² over the features, one for each of some samples: q₀ of each.</param>
/// <param name="BatchVariance">Variance over the samples, averaged over the features.</param>
public sealed record InputMoments(IReadOnlyList<double> SecondMoments, double BatchVariance)
{
    // A prediction takes a quadrature per layer and group. Of 256 images the decay factor comes out the same to 1e-5.
    const int MostGroups = 16;

    /// <summary>
    /// Of many samples: in order of size, in at most 16 groups as equal as can be, each with its mean.
    /// </summary>
    /// <param name="secondMoments">Mean x² over the features, one for each sample.</param>
    /// <param name="batchVariance">Variance over the samples, averaged over the features.</param>
    public static InputMoments Of(IReadOnlyCollection<double> secondMoments, double batchVariance)
    {
        double[] sorted = [.. secondMoments.Order()];
        int groups = Math.Min(MostGroups, sorted.Length);
        return new InputMoments(
            [.. Enumerable.Range(0, groups).Select(i => sorted[Place(i)..Place(i + 1)].Average())], batchVariance);

        int Place(int group) => group * sorted.Length / groups;
    }

    /// <summary>Independent inputs of mean 0 and variance 1.</summary>
    public static InputMoments Standard { get; } = new([1], 1);
}
