using TorchGradients.Probes;

namespace TorchGradients.HandRolled;

/// <summary>Takes from the last forward pass what the singular values of ∂h/∂x are computed from.</summary>
static class HandRolledJacobian
{
    /// <summary>The values of <see cref="JacobianSpectrum.Of"/>.</summary>
    public static double?[] Of(HandRolledNetwork network)
    {
        HandRolledLayer[] hidden = [.. network.Layers.SkipLast(1)];
        int samples = Math.Min(JacobianSpectrum.Samples, hidden[0].Z.Rows);
        return JacobianSpectrum.Of(Enumerable.Range(0, samples).Select(sample => hidden.Select(layer => Layer(layer, sample)).ToArray()));
    }

    static JacobianLayer Layer(HandRolledLayer layer, int sample)
    {
        double[] slopes = Array.ConvertAll(layer.Z.Row(sample).ToArray(), z => layer.Activation.Derivative(z, layer.ParameterValue));
        if (layer.Normalization is { } normalization) slopes = [.. slopes.Zip(normalization.Factor, (slope, factor) => slope * factor)];
        return new JacobianLayer(layer.Weight.Rows, layer.Weight.Columns, layer.Weight.Entries, slopes, AddsInput: false);
    }
}
