namespace TorchGradients.Probes;

/// <summary>A quantity that a probe records: one value per layer 1 … L, or one number for the whole network.</summary>
/// <param name="Name">The name in configs and records.</param>
/// <param name="Needs">What an engine must measure for it.</param>
/// <param name="Combine">The values of layers 1 … L from those measurements; null where there is none.</param>
/// <param name="IsScalar">Whether it is the one number 𝓛 instead of a value per layer; nothing is combined.</param>
public sealed record Quantity(
    string Name,
    IReadOnlyList<Measurement> Needs,
    Func<Measurements, IReadOnlyList<double?>> Combine,
    bool IsScalar = false)
{
    /// <summary>Whether there is a value per layer; else the values are numbers of the whole network.</summary>
    public bool IsOfLayers { get; init; } = !IsScalar;

    /// <summary>A quantity that is measured as it is.</summary>
    public Quantity(string name, Measurement measurement)
        : this(name, [measurement], measurements => measurements[measurement])
    {
    }
}
