using TorchGradients.Configuration;

namespace TorchGradients.Models.Normalizations;

/// <summary>The normalisations.</summary>
public static class Normalizations
{
    /// <summary>Family <c>normalization</c>.</summary>
    public static Registry<Normalization> All { get; } = new Registry<Normalization>("normalization")
        .Add("none", "x", "none", () => new NoNormalization())
        .Add<BatchNormOptions>("batch-norm", "g * (x - mean) / sqrt(variance + epsilon) + b over the batch, per unit",
            "Ioffe and Szegedy, 2015, algorithm 1", options => new BatchNorm(options))
        .Add<PositionOptions>("layer-norm", "g * (x - mean) / sqrt(variance + epsilon) + b over the units, per sample",
            "Ba, Kiros and Hinton, 2016", options => new UnitwiseNorm(
                options, (input, epsilon) => UnitwiseNorm.Standardize(input, 1, epsilon), hasShift: true))
        .Add<PositionOptions>("rms-norm", "g * x / sqrt(mean x^2 + epsilon) over the units, per sample",
            "Zhang and Sennrich, 2019", options => new UnitwiseNorm(
                options, UnitwiseNorm.ByRootMeanSquare, hasShift: false))
        .Add<GroupNormOptions>("group-norm", "layer-norm within groups of units", "Wu and He, 2018", options => new UnitwiseNorm(
            options, (input, epsilon) => UnitwiseNorm.Standardize(input, options.Groups, epsilon), hasShift: true, options.Groups))
        .Add("weight-norm", "W = g * v / |v| per unit", "Salimans and Kingma, 2016", () => new WeightNorm());
}
