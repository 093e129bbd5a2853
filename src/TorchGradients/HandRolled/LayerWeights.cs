using System.Globalization;
using TorchGradients.Records;

namespace TorchGradients.HandRolled;

/// <summary>A layer's weights under their names in safetensors files.</summary>
static class LayerWeights
{
    internal static IEnumerable<NamedArray> Of(HandRolledLayer layer, int number)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"layers.{number}.");
        Matrix weight = layer.Weight.Transpose();
        yield return new NamedArray(prefix + "weight", [weight.Rows, weight.Columns], (double[])weight.Entries.Clone());

        (string Name, double[]? Values)[] vectors =
        [
            ("bias", layer.Bias),
            ("normalization.weight", layer.Normalization?.Scale),
            ("normalization.bias", layer.Normalization?.Shift),
            ("normalization.running_mean", layer.Normalization?.RunningMean),
            ("normalization.running_var", layer.Normalization?.RunningVariance),
            ("activation.weight", layer.Parameter.Length == 0 ? null : layer.Parameter),
        ];
        foreach ((string name, double[]? values) in vectors)
        {
            if (values is not null) yield return new NamedArray(prefix + name, [values.Length], (double[])values.Clone());
        }
    }
}
