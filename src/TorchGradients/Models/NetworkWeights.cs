using System.Globalization;
using TorchGradients.Records;

namespace TorchGradients.Models;

/// <summary>Names and shapes of weights in safetensors files.</summary>
static class NetworkWeights
{
    internal static IReadOnlyList<NamedArray> Of(Network network, int member)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        return [.. network.Layers.Index().SelectMany(layer => Named(layer.Item, Prefix(layer.Index)))
            .Select(tensor => tensor.Array(tensor.Name, tensor.Value, member))];
    }

    /// <summary>Every tensor that the network keeps from step to step, layer by layer.</summary>
    internal static IEnumerable<NamedTensor> Owned(Network network) =>
        network.Layers.Index().SelectMany(layer => Owned(layer.Item, Prefix(layer.Index)));

    static string Prefix(int index) => string.Create(CultureInfo.InvariantCulture, $"layers.{index + 1}.");

    // Under weight norm the weight as it acts follows from what is owned, and stands beside it.
    static IEnumerable<NamedTensor> Named(NetworkLayer layer, string prefix) => layer.WeightScale is null
        ? Owned(layer, prefix)
        : Owned(layer, prefix).Prepend(new NamedTensor(prefix + "weight", layer.EffectiveWeight(), IsMatrix: true));

    static IEnumerable<NamedTensor> Owned(NetworkLayer layer, string prefix)
    {
        (string Name, Tensor? Value)[] tensors =
        [
            (layer.WeightScale is null ? "weight" : "normalization.direction", layer.Weight),
            ("bias", layer.Bias),
            ("normalization.weight", layer.WeightScale ?? layer.Normalization?.Scale),
            ("normalization.bias", layer.Normalization?.Shift),
            ("normalization.running_mean", layer.Normalization?.RunningMean),
            ("normalization.running_var", layer.Normalization?.RunningVariance),
            ("activation.weight", layer.ActivationParameter),
        ];
        return tensors.Where(tensor => tensor.Value is not null).Select(tensor =>
            new NamedTensor(prefix + tensor.Name, tensor.Value!, IsMatrix: ReferenceEquals(tensor.Value, layer.Weight)));
    }
}
