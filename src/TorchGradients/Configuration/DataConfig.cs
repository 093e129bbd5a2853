using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Configuration;

/// <summary>
/// What the <c>data</c> section holds for every data set; a data set with options of its own derives from it.
/// </summary>
public record DataConfig
{
    /// <summary>Samples in a batch.</summary>
    [Description("samples in a batch"), Range(1, int.MaxValue)]
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// <c>none</c>, <c>unit</c> or <c>standardize</c>; null: <c>none</c> for made sets, else <c>standardize</c>.
    /// </summary>
    [Description("none, unit (divide by the largest possible value) or standardize; default: standardize, none for made sets")]
    [AllowedValues("none", "unit", "standardize", null)]
    public string? Scaling { get; init; }

    /// <summary>Whether every epoch has a new order.</summary>
    [Description("every epoch in a new order; else batches in file order, wrapping around")]
    public bool Shuffle { get; init; } = true;

    /// <summary>Only this many rows of the training part, from its start; null: all.</summary>
    [Description("only this many rows of the training part; null: all"), Range(1, int.MaxValue)]
    public int? TrainLimit { get; init; }

    /// <summary>Only this many rows of the test part, from its start; null: all.</summary>
    [Description("only this many rows of the test part; null: all"), Range(1, int.MaxValue)]
    public int? TestLimit { get; init; }

    /// <summary>Share of the training part that is held back, from its end, in [0, 1).</summary>
    [Description("share of the training part, from its end, that is held back"), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double ValidationFraction { get; init; }
}
