using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Optimizers;

/// <summary>Options of <c>adadelta</c>.</summary>
public sealed record AdadeltaOptions
{
    /// <summary>η.</summary>
    [Description("learning rate"), Range(0.0, double.MaxValue)]
    public double LearningRate { get; init; } = 1.0;

    /// <summary>ρ: share of the running mean squares that stays.</summary>
    [Description("share of the running mean squares that stays"), Range(0.0, 1.0)]
    public double Rho { get; init; } = 0.9;

    /// <summary>ε: added under both roots.</summary>
    [Description("added under both roots"), Range(0.0, double.MaxValue)]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>λ in g + λθ.</summary>
    [Description("L2 penalty, added to the gradient"), Range(0.0, double.MaxValue)]
    public double WeightDecay { get; init; }
}
