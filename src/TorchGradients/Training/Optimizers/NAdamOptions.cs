using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Optimizers;

/// <summary>Options of <c>nadam</c>.</summary>
public sealed record NAdamOptions
{
    /// <summary>η.</summary>
    [Description("learning rate"), Range(0.0, double.MaxValue)]
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>β₁: share of the running mean that stays.</summary>
    [Description("share of the running mean that stays"), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂: share of the running mean square that stays.</summary>
    [Description("share of the running mean square that stays"), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε: added to the root of the mean square.</summary>
    [Description("added to the root of the mean square"), Range(0.0, double.MaxValue)]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>λ in g + λθ.</summary>
    [Description("L2 penalty, added to the gradient"), Range(0.0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <summary>ψ in μ_t = β₁(1 − 0.96^(tψ) / 2).</summary>
    [Description("how fast the momentum rises to beta1"), Range(0.0, double.MaxValue)]
    public double MomentumDecay { get; init; } = 4e-3;
}
