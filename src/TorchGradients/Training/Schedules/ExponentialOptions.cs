using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Schedules;

/// <summary>Options of <c>exponential</c>.</summary>
public sealed record ExponentialOptions
{
    /// <summary>What every step multiplies by.</summary>
    [Description("what every step multiplies by"), Range(0.0, double.MaxValue)]
    public double Factor { get; init; } = 0.99;
}
