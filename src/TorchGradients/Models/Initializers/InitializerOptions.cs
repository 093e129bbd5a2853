using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Models.Initializers;

/// <summary>Options of <c>normal</c>.</summary>
public sealed record NormalOptions
{
    /// <summary>Mean.</summary>
    [Description("mean")]
    public double Mean { get; init; }

    /// <summary>Standard deviation.</summary>
    [Description("standard deviation"), Range(0.0, double.MaxValue)]
    public double StandardDeviation { get; init; } = 0.01;
}

/// <summary>Options of <c>uniform</c>.</summary>
public sealed record UniformOptions
{
    /// <summary>r in U(−r, r).</summary>
    [Description("r in U(-r, r)"), Range(0.0, double.MaxValue)]
    public double Range { get; init; } = 0.05;
}

/// <summary>Options of <c>constant</c>.</summary>
public sealed record ConstantOptions
{
    /// <summary>The value of every entry.</summary>
    [Description("the value of every entry")]
    public double Value { get; init; }
}

/// <summary>Options of <c>orthogonal</c> and <c>xavier-*</c>.</summary>
public sealed record UnitGainOptions
{
    /// <summary>Factor.</summary>
    [Description("factor on the weights"), Range(0.0, double.MaxValue)]
    public double Gain { get; init; } = 1;
}

/// <summary>Options of <c>he-*</c>.</summary>
public sealed record HeOptions
{
    /// <summary>Factor; √2 whatever the activation is.</summary>
    [Description("factor on the weights; sqrt(2) whatever the activation is"), Range(0.0, double.MaxValue)]
    public double Gain { get; init; } = Math.Sqrt(2);
}

/// <summary>Options of <c>lsuv</c>.</summary>
public sealed record LsuvOptions
{
    /// <summary>How far from one a layer's output variance may stay.</summary>
    [Description("how far from 1 a layer's output variance may stay"), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Tolerance { get; init; } = 0.01;

    /// <summary>How often a layer is scaled at most.</summary>
    [Description("how often a layer is scaled at most"), Range(1, 1000)]
    public int MaximalIterations { get; init; } = 10;
}
