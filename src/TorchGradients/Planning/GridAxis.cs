namespace TorchGradients.Planning;

/// <summary>An axis with what its values lay over the config.</summary>
/// <param name="Axis">Its name, role and the values' names.</param>
/// <param name="Values">Its values.</param>
/// <param name="Pair">The axes of one pair advance together; null: it advances alone.</param>
public sealed record GridAxis(PlannedAxis Axis, IReadOnlyList<AxisValue> Values, string? Pair = null)
{
    /// <summary>Whether its values are files, not values of a setting.</summary>
    public bool HasFragments { get; init; }
}
