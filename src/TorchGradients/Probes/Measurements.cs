namespace TorchGradients.Probes;

/// <summary>
/// One member's measurements of one step: for each measurement a value per layer 1 … L, null where it does not exist.
/// </summary>
public sealed class Measurements(IReadOnlyDictionary<Measurement, double?[]> values)
{
    /// <summary>The values of layers 1 … L.</summary>
    /// <exception cref="KeyNotFoundException">The measurement was not asked for.</exception>
    public IReadOnlyList<double?> this[Measurement measurement] => values[measurement];

    /// <summary>Those of a member of which nothing was measured: null in every layer.</summary>
    public static Measurements Absent(int layers, IReadOnlySet<Measurement> needed) =>
        new(needed.ToDictionary(measurement => measurement, _ => new double?[layers]));
}
