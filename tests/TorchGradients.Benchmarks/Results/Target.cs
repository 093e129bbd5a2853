using System.Globalization;

namespace TorchGradients.Benchmarks.Results;

/// <summary>What a measured number should come to.</summary>
/// <param name="Bound">The number it is held against.</param>
/// <param name="IsMost">Whether it may be at most that, or must be at least that.</param>
/// <param name="Unit">What it is counted in: <c>×</c> for a ratio, <c>%</c>, <c>s</c>.</param>
public sealed record Target(double Bound, bool IsMost, string Unit)
{
    /// <summary>What would be better still; null for nothing.</summary>
    public double? Better { get; init; }

    /// <summary>At most that ratio.</summary>
    public static Target AtMost(double ratio) => new(ratio, true, "×");

    /// <summary>At least that ratio.</summary>
    public static Target AtLeast(double ratio, double? better = null) => new(ratio, false, "×") { Better = better };

    /// <summary>At least that share, in percent.</summary>
    public static Target AtLeastPercent(double percent) => new(percent, false, "%");

    /// <summary>At most that share, in percent.</summary>
    public static Target AtMostPercent(double percent) => new(percent, true, "%");

    /// <summary>At most as many seconds.</summary>
    public static Target AtMostSeconds(double seconds) => new(seconds, true, "s");

    /// <summary>Whether a number holds it.</summary>
    public bool Holds(double value) => IsMost ? value <= Bound : value >= Bound;

    /// <summary>A number in its unit.</summary>
    public string Show(double value) =>
        double.IsNaN(value) ? "not known" : string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {Unit}");

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(IsMost ? "≤" : "≥")} {Bound} {Unit}{(Better is { } better ? $", better {better}" : "")}");
}
