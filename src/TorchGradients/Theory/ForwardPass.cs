namespace TorchGradients.Theory;

/// <summary>The variances of one layer, sample by sample, on the way forwards.</summary>
/// <param name="Setting">The layer.</param>
/// <param name="WeightVariance">σ_w², after lsuv.</param>
/// <param name="Variances">q_l: variance of what enters φ, per sample.</param>
/// <param name="DivisorsBefore">What the normalisation before φ divides variances by, per sample; 1 without.</param>
/// <param name="DivisorsAfter">The same of the normalisation after φ.</param>
sealed record ForwardLayer(
    LayerSetting Setting, double WeightVariance, double[] Variances, double[] DivisorsBefore, double[] DivisorsAfter)
{
    /// <summary>
    /// σ_w² of the weights and what the norm before φ makes of ‖δ‖² on the way back: E‖Wᵀ ∂𝓛/∂u‖² / ‖δ‖², u = W a + b.
    /// </summary>
    /// <param name="sample">Which sample.</param>
    internal double ReturnFactor(int sample) =>
        WeightVariance / DivisorsBefore[sample] * GroupReturn.Of(Setting, Variances[sample]);
}

/// <summary>The variance map q_l = σ_w² E[a_(l−1)²] + σ_b², with normalisations and skips.</summary>
/// <remarks>
/// Source: Poole et al., 2016, "Exponential expressivity in deep neural networks through transient chaos" (the length
/// map); for batch norm Yang et al., 2019, "A mean field theory of batch normalization", section 3, where batches are
/// large and, which is assumed here, their samples uncorrelated; for skips Yang and Schoenholz, 2017, "Mean field
/// residual networks"; for lsuv Mishkin and Matas, 2016, algorithm 1.
/// </remarks>
static class ForwardPass
{
    /// <summary>The layers, from the first to the output.</summary>
    internal static IReadOnlyList<ForwardLayer> Through(IReadOnlyList<LayerSetting> settings, InputMoments inputs)
    {
        var layers = new List<ForwardLayer>(settings.Count);
        double[] squares = [.. inputs.SecondMoments];   // E[a²] over the units, per sample
        double[] means = new double[squares.Length];    // E[a]; of inputs not needed: a skip over the input adds random signs
        double batchVariance = inputs.BatchVariance;    // Var(a) over the batch, per unit
        bool needsBatch = settings.Any(layer => layer.Before is { OverBatch: true });
        foreach (LayerSetting layer in settings)
        {
            double weightVariance = layer.ScalesToUnitVariance
                ? (1 - layer.Bias.Variance) / squares.Average()   // its deviation is that from the mean
                : layer.WeightVariance;
            double[] affine = [.. squares.Select(square => weightVariance * square + layer.Bias.Variance)];
            double[] before = [.. affine.Select(variance => layer.Before switch
            {
                null => 1,
                { OverBatch: true } statistics => weightVariance * batchVariance + statistics.Epsilon,
                { } statistics => variance + statistics.Epsilon,
            })];
            double[] q = [.. affine.Select((variance, s) => layer.Before is { OverBatch: true } statistics
                ? 1 - statistics.Epsilon / before[s]
                : variance / before[s])];

            double[] after = DivisorsAfter(layer, q);
            bool isCentred = layer.After is { IsCentred: true };
            double[] square = [.. q.Select((variance, s) =>
                (isCentred ? layer.Activation.Variance(variance) : layer.Activation.Square(variance)) / after[s])];
            double[] mean = [.. q.Select((variance, s) => isCentred ? 0 : layer.Activation.Mean(variance) / Math.Sqrt(after[s]))];
            double variance = needsBatch ? q.Select((value, s) => layer.Activation.Variance(value) / after[s]).Average() : 0;

            layers.Add(new ForwardLayer(layer, weightVariance, q, before, after));
            squares = layer.AddsInput ? [.. squares.Select((own, s) => own + 2 * means[s] * mean[s] + square[s])] : square;
            means = layer.AddsInput ? [.. means.Zip(mean, (a, b) => a + b)] : mean;
            batchVariance = layer.AddsInput ? batchVariance + variance : variance;
        }

        return layers;
    }

    static double[] DivisorsAfter(LayerSetting layer, double[] q)
    {
        if (layer.After is not { } statistics) return [.. q.Select(_ => 1.0)];
        if (!statistics.OverBatch)
        {
            return [.. q.Select(variance =>
                (statistics.IsCentred ? layer.Activation.Variance(variance) : layer.Activation.Square(variance)) + statistics.Epsilon)];
        }

        double shared = q.Average(layer.Activation.Variance) + statistics.Epsilon;
        return [.. q.Select(_ => shared)];
    }
}
