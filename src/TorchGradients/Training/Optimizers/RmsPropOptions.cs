using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Optimizers;

/// <summary>Options of <c>rmsprop</c>.</summary>
public sealed record RmsPropOptions
{
    /// <summary>η.</summary>
    [Description("learning rate"), Range(0.0, double.MaxValue)]
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>α: share of the mean square that stays.</summary>
    [Description("share of the mean square that stays"), Range(0.0, 1.0)]
    public double Alpha { get; init; } = 0.99;

    /// <summary>ε: added to the root of the mean square.</summary>
    [Description("added to the root of the mean square"), Range(0.0, double.MaxValue)]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>λ in g + λθ.</summary>
    [Description("L2 penalty, added to the gradient"), Range(0.0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <summary>Share of the last update that stays.</summary>
    [Description("share of the last update that stays"), Range(0.0, double.MaxValue)]
    public double Momentum { get; init; }

    /// <summary>Whether the variance stands in the place of the mean square.</summary>
    [Description("divide by the standard deviation instead of the root mean square")]
    public bool Centered { get; init; }
}
