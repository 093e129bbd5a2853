using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Schedules;

/// <summary>Options of <c>linear-warmup</c>.</summary>
public sealed record LinearWarmupOptions
{
    /// <summary>Steps until the full learning rate.</summary>
    [Description("steps until the full learning rate"), Range(1, int.MaxValue)]
    public int Steps { get; init; } = 100;
}
