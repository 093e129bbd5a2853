using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Schedules;

/// <summary>Options of <c>cosine</c>.</summary>
public sealed record CosineOptions
{
    /// <summary>The factor that the end comes down to.</summary>
    [Description("the factor that the end comes down to"), Range(0.0, 1.0)]
    public double MinimumFactor { get; init; }
}
