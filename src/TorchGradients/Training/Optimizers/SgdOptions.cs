using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Training.Optimizers;

/// <summary>Options of <c>sgd</c>.</summary>
public sealed record SgdOptions
{
    /// <summary>η.</summary>
    [Description("learning rate"), Range(0.0, double.MaxValue)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Share of the last update that stays.</summary>
    [Description("share of the last update that stays"), Range(0.0, double.MaxValue)]
    public double Momentum { get; init; }

    /// <summary>Whether the gradient is looked at after the momentum's step; needs momentum.</summary>
    [Description("Nesterov's momentum; needs momentum above 0")]
    public bool Nesterov { get; init; }

    /// <summary>λ in g + λθ.</summary>
    [Description("L2 penalty, added to the gradient"), Range(0.0, double.MaxValue)]
    public double WeightDecay { get; init; }
}
