using TorchGradients.Models;
using TorchGradients.Probes;

namespace TorchGradients.Training;

/// <summary>Takes from a forward pass what the singular values of ∂h/∂x are computed from.</summary>
static class JacobianMeasure
{
    /// <summary>The values of each member; null where a normalisation depends on the sample it acts on.</summary>
    public static IReadOnlyList<double?[]> Of(Network network, NetworkTrace trace)
    {
        int members = (int)trace.Output.shape[0];
        double[][][]? slopes = Slopes(network, trace);
        if (slopes is null) return [.. Enumerable.Repeat(new double?[JacobianSpectrum.Count], members)];

        double[][][] weights = [.. Hidden(network).Select((_, i) => Rows(trace.Layers[i].Weight))];
        int samples = slopes[0].Length / members;
        return [.. Enumerable.Range(0, members).Select(member => JacobianSpectrum.Of(Enumerable.Range(0, samples).Select(sample =>
            Hidden(network).Select((layer, i) => new JacobianLayer(
                (int)layer.Weight.shape[1], (int)layer.Weight.shape[2], weights[i][member], slopes[i][member * samples + sample], layer.AddsInput)).ToArray())))];
    }

    static IEnumerable<NetworkLayer> Hidden(Network network) => network.Layers.SkipLast(1);

    /// <summary>Of each hidden layer: φ′(z) times the normalisation's factor, a row for each member and sample.</summary>
    static double[][][]? Slopes(Network network, NetworkTrace trace)
    {
        var slopes = new List<double[][]>();
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

            slopes.Add(Rows(slope.reshape(-1, 1, slope.shape[^1])));
        }

        return [.. slopes];
    }

    /// <summary>The entries of each slab along the first axis.</summary>
    static double[][] Rows(Tensor tensor) =>
        [.. tensor.ToDoubles().Chunk((int)(tensor.shape[1] * tensor.shape[2]))];
}
