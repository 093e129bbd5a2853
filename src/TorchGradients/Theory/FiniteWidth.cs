namespace TorchGradients.Theory;

/// <summary>
/// What finite width does to the decay factor: networks of one config scatter, and the typical one lies elsewhere.
/// </summary>
/// <remarks>
/// ln‖δ_l‖² is a sum over the layers above l of what <see cref="LayerFluctuation"/> says of each, independent of each
/// other; the decay factor is the slope of half of it, which weighs layer k with W_k = Σ_(l ≤ k) of the slope's weights.
/// To first order in 1 / n, for one sample: over a batch whose samples go ways of their own both numbers are smaller, so
/// that they are what finite width can explain at most. Where every layer's factor is certain (relu) it is a random walk
/// with mean −v / 4 and variance v / 4 per layer, v = 5 / n. Sources: Hanin, 2018, "Which neural net architectures give
/// rise to exploding and vanishing gradients?"; Hanin and Nica, 2020, theorem 1 (5 Σ 1/n for relu); Roberts, Yaida and
/// Hanin, 2022, chapters 4 and 5.
/// </remarks>
/// <param name="TypicalFactor">What the decay factor of infinite width is multiplied by in a typical network.</param>
/// <param name="Deviation">Standard deviation of the logarithm of the decay factor from seed to seed.</param>
public sealed record FiniteWidth(double TypicalFactor, double Deviation)
{
    /// <summary>
    /// From the layers' fluctuations; null where they are not known or there is only one hidden layer.
    /// </summary>
    public static FiniteWidth? Of(IReadOnlyList<LayerPrediction> layers)
    {
        LayerFluctuation[] hidden = [.. layers.SkipLast(1).Select(layer => layer.Fluctuation).OfType<LayerFluctuation>()];
        if (hidden.Length < 2 || hidden.Length < layers.Count - 1) return null;

        double[] weights = [.. Weights(hidden.Length)];
        return new FiniteWidth(Math.Exp(Mean(hidden, weights) / 2), Math.Sqrt(Variance(hidden, weights)) / 2);
    }

    /// <summary>W_k: the slope over the hidden layers is Σ_l w_l ln‖δ_l‖, and layer k's step counts in all layers l up to k.</summary>
    static IEnumerable<double> Weights(int hidden)
    {
        double meanPosition = -(hidden + 1) / 2.0;
        double squares = Enumerable.Range(1, hidden).Sum(l => (-l - meanPosition) * (-l - meanPosition));
        double weight = 0;
        for (int k = 1; k <= hidden; k++) yield return weight += (-k - meanPosition) / squares;
    }

    /// <summary>From the output to the input: what a fluctuation of ln q_k does to all layers from k on is carried along.</summary>
    static double Variance(LayerFluctuation[] hidden, double[] weights)
    {
        double variance = 0;
        double carried = 0;   // of ln q of the layer above, on the slope
        for (int k = hidden.Length - 1; k >= 0; k--)
        {
            LayerFluctuation layer = hidden[k];
            double forward = layer.Share * (layer.IsDividedAbove ? -weights[k] : carried);
            variance += weights[k] * weights[k] * (layer.Backward + layer.Divisor) + forward * forward * layer.Forward
                + 2 * weights[k] * forward * layer.Covariance;
            carried = weights[k] * layer.Sensitivity + (layer.IsDividedAbove ? 0 : layer.Kept * carried);
        }

        return variance;
    }

    /// <summary>From the input to the output, with the mean and the variance of ln q_k; E[ln(1 + x)] = −E[x²] / 2.</summary>
    static double Mean(LayerFluctuation[] hidden, double[] weights)
    {
        double sum = 0;
        double shift = 0;
        double spread = 0;
        foreach ((LayerFluctuation layer, double weight) in hidden.Zip(weights))
        {
            double own = layer.IsDividedAbove
                ? layer.Backward - layer.Share * layer.Share * layer.Forward - layer.Divisor
                : layer.Backward;
            sum += weight * (layer.Sensitivity * shift + layer.SensitivitySlope * spread / 2 - own / 2 - layer.Lost);
            double entering = layer.Share * layer.Share * layer.Forward;
            (shift, spread) = layer.IsDividedAbove
                ? (0, 0)
                : (layer.Kept * shift + layer.KeptSlope * spread / 2 - entering / 2, layer.Kept * layer.Kept * spread + entering);
        }

        return sum;
    }
}
