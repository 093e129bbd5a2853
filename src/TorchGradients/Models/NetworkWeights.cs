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
        return [.. network.Layers.Index().SelectMany(layer => Of(layer.Item, layer.Index + 1, member))];
    }

    static IEnumerable<NamedArray> Of(NetworkLayer layer, int number, int member)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"layers.{number}.");
        (string Name, Tensor? Value)[] tensors =
        [
            ("weight", layer.EffectiveWeight()[member].t()),
            ("bias", layer.Bias?[member].squeeze(0)),
            ("normalization.weight", (layer.WeightScale ?? layer.Normalization?.Scale)?[member].squeeze(0)),
            ("normalization.bias", layer.Normalization?.Shift?[member].squeeze(0)),
            ("normalization.direction", layer.WeightScale is null ? null : layer.Weight[member].t()),
            ("normalization.running_mean", layer.Normalization?.RunningMean?[member]),
            ("normalization.running_var", layer.Normalization?.RunningVariance?[member]),
            ("activation.weight", layer.ActivationParameter?[member].reshape(1)),
        ];
        return tensors.Where(tensor => tensor.Value is not null).Select(tensor =>
            new NamedArray(prefix + tensor.Name, [.. tensor.Value!.shape.Select(length => (int)length)], tensor.Value.Entries()));
    }
}
