namespace TorchGradients.Theory;

/// <summary>
/// What finite width does to the decay factor: networks of one config scatter, and the typical one lies lower.
/// </summary>
/// <remarks>
/// ln‖δ_l‖ is a random walk from the output: each layer adds −v/4 on average with variance v/4, v the relative variance
/// of ‖δ_l‖² /
/// ‖δ_(l+1)‖². Source: Hanin, 2018, "Which neural net architectures give rise to exploding and vanishing gradients?";
/// Hanin and Nica, 2020, theorem 1 (5 Σ 1/n for relu).
/// </remarks>
/// <param name="TypicalFactor">
/// What the decay factor of infinite width is multiplied by in a typical network; below 1.
/// </param>
/// <param name="Deviation">Standard deviation of the logarithm of the decay factor from seed to seed.</param>
public sealed record FiniteWidth(double TypicalFactor, double Deviation)
{
    /// <summary>
    /// From the layers' fluctuations; null where they are not known or there is only one hidden layer.
    /// </summary>
    public static FiniteWidth? Of(IReadOnlyList<LayerPrediction> layers)
    {
        int hidden = layers.Count - 1;
        double?[] fluctuations = [.. layers.Take(hidden).Select(layer => layer.Fluctuation)];
        if (hidden < 2 || fluctuations.Any(value => value is null)) return null;

        // The slope over the hidden layers is Σ_l w_l ln‖δ_l‖, and layer k's step counts in all layers l up to k.
        double meanPosition = -(hidden + 1) / 2.0;
        double squares = Enumerable.Range(1, hidden).Sum(l => (-l - meanPosition) * (-l - meanPosition));
        double weight = 0;
        double mean = 0;
        double variance = 0;
        for (int k = 1; k <= hidden; k++)
        {
            weight += (-k - meanPosition) / squares;
            mean -= weight * fluctuations[k - 1]!.Value / 4;
            variance += weight * weight * fluctuations[k - 1]!.Value / 4;
        }

        return new FiniteWidth(Math.Exp(mean), Math.Sqrt(variance));
    }
}
