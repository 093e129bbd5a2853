using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Clipping;

/// <summary>Options of <c>value</c>.</summary>
public sealed record ValueClippingOptions
{
    /// <summary>The largest absolute value of an entry.</summary>
    [Description("the largest absolute value of an entry"), Range(0.0, double.MaxValue)]
    public double Maximum { get; init; } = 1;
}
