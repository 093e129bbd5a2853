using TorchGradients.HandRolled;
using TorchGradients.Models;

namespace TorchGradients.Verification;

/// <summary>What one engine computed in a layer and step, entries one after the other.</summary>
/// <param name="Z">z_l.</param>
/// <param name="Delta">δ_l.</param>
/// <param name="WeightGradient">∂𝓛/∂W_l, before clipping.</param>
/// <param name="BiasGradient">
/// The gradients of all else that the layer trains: b_l, or γ and β, and prelu's slope.
/// </param>
sealed record LayerNumbers(
    IReadOnlyList<double> Z, IReadOnlyList<double> Delta, IReadOnlyList<double> WeightGradient, IReadOnlyList<double> BiasGradient)
{
    /// <summary>Of the torch engine's pass, layer by layer.</summary>
    internal static IReadOnlyList<LayerNumbers> Of(Network network, NetworkTrace trace, IReadOnlyList<Tensor> gradients)
    {
        var layers = new List<LayerNumbers>();
        int first = 0;
        foreach ((NetworkLayer layer, LayerTrace pass) in network.Layers.Zip(trace.Layers))
        {
            IEnumerable<Tensor> others = gradients.Skip(first + 1).Take(layer.Parameters.Count - 1);
            layers.Add(new LayerNumbers(
                pass.PreActivation.ToDoubles(), pass.PreActivation.grad!.ToDoubles(),
                gradients[first].ToDoubles(), [.. others.SelectMany(gradient => gradient.ToDoubles())]));
            first += layer.Parameters.Count;
        }

        return layers;
    }

    /// <summary>Of the hand-rolled engine's last pass.</summary>
    internal static LayerNumbers Of(HandRolledLayer layer) => new(
        layer.Z.Entries, layer.Delta.Entries, layer.WeightGradient.Entries,
        [.. layer.Trained().Skip(1).SelectMany(trained => trained.Gradient)]);

    /// <summary>All that a layer holds after the update: what it trains, and the running statistics.</summary>
    internal static IReadOnlyList<double> Kept(NetworkLayer layer) =>
    [
        .. new[] { layer.Normalization?.RunningMean, layer.Normalization?.RunningVariance }.OfType<Tensor>()
            .Concat(layer.Parameters).SelectMany(tensor => tensor.ToDoubles()),
    ];

    /// <summary>The same of the hand-rolled engine.</summary>
    internal static IReadOnlyList<double> Kept(HandRolledLayer layer) =>
    [
        .. layer.Normalization?.RunningMean ?? [], .. layer.Normalization?.RunningVariance ?? [],
        .. layer.Trained().SelectMany(trained => trained.Values),
    ];
}
