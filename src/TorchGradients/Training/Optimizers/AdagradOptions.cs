using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Optimizers;

/// <summary>Options of <c>adagrad</c>.</summary>
public sealed record AdagradOptions
{
    /// <summary>η.</summary>
    [Description("learning rate"), Range(0.0, double.MaxValue)]
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>κ in η / (1 + (t − 1)κ).</summary>
    [Description("how fast the learning rate falls with the number of updates"), Range(0.0, double.MaxValue)]
    public double LearningRateDecay { get; init; }

    /// <summary>λ in g + λθ.</summary>
    [Description("L2 penalty, added to the gradient"), Range(0.0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <summary>ε: added to the root of the sum of squares.</summary>
    [Description("added to the root of the sum of squares"), Range(0.0, double.MaxValue)]
    public double Epsilon { get; init; } = 1e-10;
}
