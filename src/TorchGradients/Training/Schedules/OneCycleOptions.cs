using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Schedules;

/// <summary>Options of <c>one-cycle</c>.</summary>
public sealed record OneCycleOptions
{
    /// <summary>Share of the steps in which the rate rises.</summary>
    [Description("share of the steps in which the rate rises"), Range(0.0, 1.0)]
    public double WarmupFraction { get; init; } = 0.3;

    /// <summary>The full rate over the first.</summary>
    [Description("the full rate over the first"), Range(1.0, double.MaxValue)]
    public double Divisor { get; init; } = 25;

    /// <summary>The first rate over the last.</summary>
    [Description("the first rate over the last"), Range(1.0, double.MaxValue)]
    public double FinalDivisor { get; init; } = 1e4;
}
