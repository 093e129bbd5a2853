using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Models.Normalizations;

/// <summary>Options of <c>batch-norm</c>.</summary>
public sealed record BatchNormOptions : PositionOptions
{
    /// <summary>Weight of the newest batch in the running statistics.</summary>
    [Description("weight of the newest batch in the running statistics"), Range(0.0, 1.0)]
    public double Momentum { get; init; } = 0.1;
}
