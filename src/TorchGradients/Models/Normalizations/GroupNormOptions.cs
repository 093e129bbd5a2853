using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Models.Normalizations;

/// <summary>Options of <c>group-norm</c>.</summary>
public sealed record GroupNormOptions : PositionOptions
{
    /// <summary>Number of groups of units; divides the width.</summary>
    [Description("number of groups of units; divides the width"), Range(1, int.MaxValue)]
    public int Groups { get; init; } = 8;
}
