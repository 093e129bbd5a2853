using TorchGradients.Models;
using TorchGradients.Probes;

namespace TorchGradients.Training;

/// <summary>Takes from a forward pass what the singular values of ∂h/∂x are computed from.</summary>
static class JacobianMeasure
{
    /// <summary>
    /// Hands each member's weights and slopes to the block, on the device; the values are computed when they have
    /// left it.
    /// They are null where a normalisation depends on the sample it acts on.
    /// </summary>
    public static void AddTo(MeasurementBlock block, Network network, NetworkTrace trace)
    {
        Tensor[]? slopes = Slopes(network, trace);
        if (slopes is null)
        {
            block.AddRaw(Measurement.JacobianSingularValues, [], _ => new double?[JacobianSpectrum.Count]);
            return;
        }

        Shape[] shapes = [.. Hidden(network).Select(layer =>
            new Shape((int)layer.Weight.shape[1], (int)layer.Weight.shape[2], layer.AddsInput))];
        int samples = (int)slopes[0].shape[1];
        block.AddRaw(
            Measurement.JacobianSingularValues,
            [.. slopes.SelectMany((slope, i) => new[] { trace.Layers[i].Weight, slope })],
            entries => Values(entries, shapes, samples));
    }

    static IEnumerable<NetworkLayer> Hidden(Network network) => network.Layers.SkipLast(1);

    /// <summary>Of each hidden layer: φ′(z) times the normalisation's factor, [member, sample, unit].</summary>
    static Tensor[]? Slopes(Network network, NetworkTrace trace)
    {
        var slopes = new List<Tensor>();
        foreach ((int i, NetworkLayer layer) in Hidden(network).Index())
        {
            LayerTrace pass = trace.Layers[i];
            long samples = Math.Min(JacobianSpectrum.Samples, pass.PreActivation.shape[1]);
            Tensor slope = layer.Activation.Slope(pass.PreActivation.detach().narrow(1, 0, samples), layer.ActivationParameter?.detach());
            if (layer.Normalization is { } normalization)
            {
                Tensor normalized = layer.NormalizesAfterActivation ? pass.Activated : pass.Affine;
                if (normalization.FixedFactor(normalized.detach()) is not { } factor) return null;
                slope = slope * factor;
            }

            slopes.Add(slope);
        }

        return [.. slopes];
    }

    /// <summary>The singular values of one member.</summary>
    /// <param name="entries">Layer after layer: the weight [in, out], then the slopes [sample, out].</param>
    /// <param name="shapes">The hidden layers.</param>
    /// <param name="samples">How many samples there are.</param>
    static double?[] Values(double[] entries, Shape[] shapes, int samples)
    {
        var layers = new List<JacobianLayer>[samples];
        for (int sample = 0; sample < samples; sample++) layers[sample] = [];
        int at = 0;
        foreach ((int inputs, int units, bool addsInput) in shapes)
        {
            double[] weight = Next(inputs * units);
            foreach (List<JacobianLayer> sample in layers)
            {
                sample.Add(new JacobianLayer(inputs, units, weight, Next(units), addsInput));
            }
        }

        return JacobianSpectrum.Of(layers);

        double[] Next(int count)
        {
            at += count;
            return entries[(at - count)..at];
        }
    }

    /// <summary>A hidden layer.</summary>
    readonly record struct Shape(int Inputs, int Units, bool AddsInput);
}
