namespace TorchGradients.Benchmarks.Results;

/// <summary>What a measure came to.</summary>
/// <param name="Value">The number that is held against the target.</param>
/// <param name="Sides">What it is made of.</param>
public sealed record Finding(double Value, IReadOnlyList<Side> Sides)
{
    /// <summary>What else a reader should know; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>One side's median by another's.</summary>
    public static Finding Ratio(Side of, Side to, params Side[] others) => new(of.Median / to.Median, [of, to, .. others]);
}
