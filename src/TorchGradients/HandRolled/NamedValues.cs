using System.Globalization;
using TorchGradients.Records;

namespace TorchGradients.HandRolled;

/// <summary>Numbers of a layer that are kept from step to step, and how they are written to files.</summary>
/// <param name="Name">As in <c>layers.1.weight</c>.</param>
/// <param name="Values">The numbers.</param>
/// <param name="Inputs">Rows of a matrix [in, out], in files [out, in]; null for a list of numbers.</param>
readonly record struct NamedValues(string Name, double[] Values, int? Inputs)
{
    /// <summary>All of a layer's, under their names in safetensors files.</summary>
    internal static IEnumerable<NamedValues> Of(HandRolledLayer layer, int number)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"layers.{number}.");
        (string Name, double[]? Values)[] values =
        [
            ("weight", layer.Weight.Entries),
            ("bias", layer.Bias),
            ("normalization.weight", layer.Normalization?.Scale),
            ("normalization.bias", layer.Normalization?.Shift),
            ("normalization.running_mean", layer.Normalization?.RunningMean),
            ("normalization.running_var", layer.Normalization?.RunningVariance),
            ("activation.weight", layer.Parameter.Length == 0 ? null : layer.Parameter),
        ];
        return values.Where(value => value.Values is not null).Select(value => new NamedValues(
            prefix + value.Name, value.Values!, ReferenceEquals(value.Values, layer.Weight.Entries) ? layer.Weight.Rows : null));
    }

    /// <summary>Numbers of this one's shape for a file: a copy.</summary>
    internal NamedArray Array(string name, double[] values)
    {
        if (Inputs is not { } inputs) return new NamedArray(name, [values.Length], (double[])values.Clone());

        Matrix matrix = new Matrix(inputs, values.Length / inputs, values).Transpose();
        return new NamedArray(name, [matrix.Rows, matrix.Columns], matrix.Entries);
    }

    /// <summary>Puts numbers of a file back into some of this one's shape.</summary>
    /// <exception cref="InvalidDataException">They have another shape or precision.</exception>
    internal void Fill(double[] values, NamedArray array)
    {
        if (array.Values is not double[] numbers || !array.Shape.SequenceEqual(Array("", values).Shape))
        {
            throw new InvalidDataException($"'{array.Name}' does not have the shape and precision of this network.");
        }

        double[] entries = Inputs is null ? numbers : new Matrix(array.Shape[0], array.Shape[1], numbers).Transpose().Entries;
        entries.CopyTo(values, 0);
    }
}
