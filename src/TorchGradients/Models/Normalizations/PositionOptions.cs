using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Models.Normalizations;

/// <summary>Options that every normalisation of activations has.</summary>
public record PositionOptions
{
    /// <summary><c>pre-activation</c> or <c>post-activation</c>.</summary>
    [Description("pre-activation: what enters phi; post-activation: what leaves it")]
    [AllowedValues("pre-activation", "post-activation")]
    public string Position { get; init; } = "pre-activation";

    /// <summary>ε, added to the variance.</summary>
    [Description("added to the variance"), Range(0.0, double.MaxValue)]
    public double Epsilon { get; init; } = 1e-5;

    internal bool AfterActivation => Position == "post-activation";
}
