namespace TorchGradients.Theory;

/// <summary>
/// The mean-field prediction of the error terms at initialisation, for layers that are wide: ‖δ_l‖² = χ_l ‖δ_(l+1)‖².
/// </summary>
/// <remarks>
/// In a plain network χ_l = σ_w² E[φ′(z_l)²], z_l ~ N(0, q_l), σ_w² that of layer l + 1 (Schoenholz et al., 2017, "Deep
/// information propagation", equation 5 at q*). A normalisation divides by its own standard deviation on the way back
/// as well, which for batch norm with relu gives χ = π / (π − 1) (Yang et al., 2019, "A mean field theory of batch
/// normalization", theorem 3.10, the limit of large batches: gradients explode).
/// In groups of few units it also makes up for what a division by their own size adds: <see cref="GroupReturn"/>.
/// A skip adds what comes from above: ‖∂𝓛/∂a_l‖² = ‖∂𝓛/∂a_(l+1)‖² + σ_w² ‖δ_(l+1)‖² (Yang and Schoenholz, 2017).
/// Weights of forward and backward pass are taken as independent, which holds for infinite width; what their being the
/// same adds at the layers' own width in plain networks is <see cref="LengthMode"/>, how networks scatter <see cref="FiniteWidth"/>.
/// </remarks>
public static class MeanField
{
    /// <summary>The prediction, layer by layer; null where the settings have an obstacle.</summary>
    /// <param name="settings">The network.</param>
    /// <param name="inputs">Its inputs.</param>
    public static IReadOnlyList<LayerPrediction>? Predict(NetworkSettings settings, InputMoments inputs)
    {
        if (settings.Obstacles.Count > 0) return null;

        IReadOnlyList<ForwardLayer> layers = ForwardPass.Through(settings.Layers, inputs);
        int samples = inputs.SecondMoments.Count;
        double[] delta = [.. Enumerable.Repeat(1.0 / samples, samples)];   // ‖δ‖² per sample, in units of ‖δ_L‖² of the batch
        double[] output = new double[samples];                             // ‖∂𝓛/∂(what the layer hands on)‖²
        double[] length = [.. delta.Select((value, s) => LengthMode.OfOutput(layers[^1], settings.Loss, s, value))];
        double alignment = length.Sum() / delta.Select((value, s) => LengthMode.Initial(layers[^1], s, value)).Sum();
        var predictions = new LayerPrediction[layers.Count];
        predictions[^1] = new LayerPrediction(
            layers.Count, layers[^1].WeightVariance, layers[^1].Variances.Average(), null, null, 1, null);
        for (int i = layers.Count - 2; i >= 0; i--)
        {
            ForwardLayer layer = layers[i];
            ForwardLayer above = layers[i + 1];
            double aboveSum = delta.Sum();
            double[] activated;
            if (LengthMode.Covers(layer, above))
            {
                var steps = delta.Select((value, s) => LengthMode.Step(layer, above, s, value, length[s])).ToArray();
                (activated, delta, length) =
                    ([.. steps.Select(step => step.Output)], [.. steps.Select(step => step.Delta)], [.. steps.Select(step => step.Length)]);
                output = activated;
            }
            else
            {
                output = [.. delta.Select((value, s) =>
                    (above.Setting.AddsInput ? output[s] : 0) + above.ReturnFactor(s) * value)];
                activated = [.. output.Select((value, s) => value / layer.DivisorsAfter[s])];
                delta = [.. activated.Select((value, s) => value * layer.Setting.Activation.SlopeSquare(layer.Variances[s]))];
                length = [.. delta.Select((value, s) => LengthMode.Initial(layer, s, value))];
            }

            predictions[i] = new LayerPrediction(
                layer.Setting.Number, layer.WeightVariance, layer.Variances.Average(), Math.Sqrt(activated.Sum() / aboveSum),
                Math.Sqrt(delta.Sum() / activated.Sum()), Math.Sqrt(delta.Sum()),
                LayerFluctuation.Of(layer, above, predictions[i + 1].Fluctuation?.Taken ?? 0, alignment));
        }

        return predictions;
    }
}
