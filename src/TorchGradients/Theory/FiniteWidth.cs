namespace TorchGradients.Theory;

/// <summary>
/// What finite width does to the decay factor: networks of one config scatter, and the typical one lies elsewhere.
/// </summary>
/// <remarks>
/// ln‖δ_l‖² is a sum over the layers above l of what <see cref="LayerFluctuation"/> says of each, independent of each
/// other; the decay factor is the slope of half of it, which weighs layer k with W_k = Σ_(l ≤ k) of the slope's weights.
/// To first order in 1 / n, for one sample: over a batch whose samples go ways of their own both numbers are smaller, so
/// that they are what finite width can explain at most. Where every layer's factor is certain (relu) it is a random walk
/// with mean −v / 4 and variance v / 4 per layer, v = 5 / n to first order; where φ′ is 0 or 1 and weights are Gaussian
/// (relu, linear) <see cref="PassingUnits"/> has mean and variance to all orders. Sources: Hanin, 2018, "Which neural
/// net architectures give rise to exploding and vanishing gradients?"; Hanin and Nica, 2020, theorem 1 (ln‖δ‖² ~ N(−β /
/// 2, β)) and corollary 3 (β = 5 Σ 1/n for relu); Roberts, Yaida and Hanin, 2022, chapters 4 and 5.
/// </remarks>
/// <param name="TypicalFactor">What the decay factor of infinite width is multiplied by in a typical network.</param>
/// <param name="Deviation">Standard deviation of the logarithm of the decay factor from seed to seed.</param>
/// <param name="VarianceDeviation">Standard deviation of ln q of the last hidden layer from seed to seed.</param>
/// <param name="LargestStray">
/// By how much a network whose q_l lies one standard deviation off has another attenuation: of ln‖δ_l‖ / ‖δ_(l+1)‖ the
/// largest change, c_l · √Var(ln q_l) / 2, over the layers.
/// </param>
/// <param name="FirstToLastVariance">
/// Variance of ln(‖δ_1‖ / ‖δ_(L−1)‖) from seed to seed.
/// </param>
public sealed record FiniteWidth(
    double TypicalFactor, double Deviation, double VarianceDeviation, double LargestStray, double FirstToLastVariance)
{
    const double FarOff = 0.5;        // e^0.5 = 1.65; terms of second order are then an eighth
    const double Noticed = 0.015;     // what theory is right to where it applies

    /// <summary>
    /// Whether q wanders so far, and matters so much, that networks of this width go ways of their own: first order in 1 / n is
    /// not enough, and the prediction is that of one way among many.
    /// </summary>
    /// <remarks>
    /// So it is with gelu, silu and mish and σ_w² = 2, where m is above 1 on the way down: what has strayed grows. With its
    /// own q_l put into <see cref="LengthMode"/>'s equations each network is predicted to 1 % (tests, MarginalVarianceTests):
    /// its length's part begins at q_L, which lies far above that of infinite width.
    /// </remarks>
    public bool IsMarginal => VarianceDeviation > FarOff && LargestStray > Noticed;

    /// <summary>
    /// From the layers' fluctuations; null where they are not known or there is only one hidden layer.
    /// </summary>
    public static FiniteWidth? Of(IReadOnlyList<LayerPrediction> layers)
    {
        LayerFluctuation[] hidden = [.. layers.SkipLast(1).Select(layer => layer.Fluctuation).OfType<LayerFluctuation>()];
        if (hidden.Length < 2 || hidden.Length < layers.Count - 1) return null;

        double[] weights = [.. Weights(hidden.Length)];
        (double deviation, double stray) = Wandering(hidden);
        return new FiniteWidth(
            Math.Exp(Mean(hidden, weights) / 2), Math.Sqrt(Variance(hidden, weights)) / 2, deviation, stray,
            Variance(hidden, [.. hidden.SkipLast(1).Select(_ => 1.0), 0]) / 4);
    }

    /// <summary>How far q wanders, Var(ln q_(k+1)) = m² Var(ln q_k) + ρ² Var(A), and what that does to a layer.</summary>
    static (double Deviation, double Stray) Wandering(LayerFluctuation[] hidden)
    {
        double deviation = 0;   // of ln q of this layer
        double stray = 0;
        foreach (LayerFluctuation layer in hidden)
        {
            stray = Math.Max(stray, Math.Abs(layer.Sensitivity) * deviation / 2);
            if (layer == hidden[^1]) break;
            deviation = layer.IsDividedAbove ? 0 : Math.Sqrt(Math.Pow(layer.Kept * deviation, 2) + Math.Pow(layer.Share, 2) * layer.Forward);
        }

        return (deviation, stray);
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
    /// <param name="hidden">The layers' fluctuations.</param>
    /// <param name="weights">W_k.</param>
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

    /// <summary>
    /// From the input to the output, with the mean and the variance of ln q_k; E[ln(1 + x)] = E[x] − Var(x) / 2.
    /// </summary>
    static double Mean(LayerFluctuation[] hidden, double[] weights)
    {
        double sum = 0;
        double shift = 0;
        double spread = 0;
        foreach ((LayerFluctuation layer, double weight) in hidden.Zip(weights))
        {
            double entering = layer.Share * layer.Share * layer.Forward;
            double enteringMean = layer.Share * layer.ForwardMean - entering / 2;   // of ln q_(k+1), or of what it is divided by
            double divided = layer.IsDividedAbove ? enteringMean + layer.DivisorMean - layer.Divisor / 2 : 0;
            sum += weight * (layer.Sensitivity * shift + layer.SensitivitySlope * spread / 2 + layer.BackwardMean - divided);
            (shift, spread) = layer.IsDividedAbove
                ? (0, 0)
                : (layer.Kept * shift + layer.KeptSlope * spread / 2 + enteringMean, layer.Kept * layer.Kept * spread + entering);
        }

        return sum;
    }
}
