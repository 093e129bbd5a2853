using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Clipping;

/// <summary>Options of <c>norm</c>.</summary>
public sealed record NormClippingOptions
{
    /// <summary>The largest norm of all gradients together.</summary>
    [Description("the largest norm of all gradients together"), Range(0.0, double.MaxValue)]
    public double Maximum { get; init; } = 1;
}
