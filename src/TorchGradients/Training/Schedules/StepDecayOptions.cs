using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Schedules;

/// <summary>Options of <c>step</c>.</summary>
public sealed record StepDecayOptions
{
    /// <summary>Steps between two cuts.</summary>
    [Description("steps between two cuts"), Range(1, int.MaxValue)]
    public int Every { get; init; } = 100;

    /// <summary>What a cut multiplies by.</summary>
    [Description("what a cut multiplies by"), Range(0.0, double.MaxValue)]
    public double Factor { get; init; } = 0.1;
}
