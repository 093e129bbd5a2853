using TorchGradients.Configuration;

namespace TorchGradients.Probes;

/// <summary>What can be recorded, by name; norms are Euclidean over all entries.</summary>
public static class Quantities
{
    /// <summary>The quantity that decay factors come from.</summary>
    public const string DeltaNorm = "delta-norm";

    /// <summary>The quantity whose values are no layers'.</summary>
    public const string JacobianSingularValues = "jacobian-singular-values";

    /// <summary>All of them.</summary>
    public static Registry<Quantity> All { get; } = new Registry<Quantity>("probe")
        .Measured(DeltaNorm, Measurement.DeltaNorm,
            "||dL/dz_l|| over batch and units, L the mean loss", "Rumelhart, Hinton and Williams 1986")
        .Measured("activation-gradient-norm", Measurement.ActivationGradientNorm,
            "||dL/da_l||, a_l = phi(z_l)", "Rumelhart, Hinton and Williams 1986")
        .Measured("weight-gradient-norm", Measurement.WeightGradientNorm,
            "||dL/dW_l|| before clipping, W the effective weight", "Glorot and Bengio 2010")
        .Measured("bias-gradient-norm", Measurement.BiasGradientNorm,
            "||dL/db_l|| before clipping; null without a bias", "Glorot and Bengio 2010")
        .Measured("weight-norm", Measurement.WeightNorm,
            "||W_l|| before the update, W the effective weight", "Frobenius norm")
        .Measured("update-norm", Measurement.UpdateNorm,
            "||W_l after - W_l before|| of the step's update", "Frobenius norm")
        .Combined(new Quantity("update-ratio", [Measurement.UpdateNorm, Measurement.WeightNorm], UpdateRatio),
            "update-norm / weight-norm", "You, Gitman and Ginsburg 2017")
        .Combined(new Quantity(
                "weight-factor", [Measurement.ActivationGradientNorm, Measurement.DeltaNorm], WeightFactor),
            "||dL/da_l|| / ||delta_(l+1)||; null at the output layer", "the chain rule's first factor")
        .Combined(new Quantity(
                "derivative-factor", [Measurement.DeltaNorm, Measurement.ActivationGradientNorm], DerivativeFactor),
            "||delta_l|| / ||dL/da_l||", "the chain rule's second factor")
        .Measured("activation-mean", Measurement.ActivationMean,
            "mean of phi(z_l) over batch and units", "Glorot and Bengio 2010")
        .Measured("activation-std", Measurement.ActivationStandardDeviation,
            "standard deviation (of the population) of phi(z_l) over batch and units", "Glorot and Bengio 2010")
        .Measured("saturation", Measurement.Saturation,
            "fraction of units x samples with |phi'(z)| below 5 % of the largest |phi'|", "Glorot and Bengio 2010")
        .Measured("dead-units", Measurement.DeadUnits,
            "fraction of units whose phi' is exactly 0 on the whole batch", "Maas, Hannun and Ng 2013")
        .Measured("zero-gradient", Measurement.ZeroGradient,
            "fraction of exactly zero (underflowed) entries of delta_l", "Micikevicius et al. 2018")
        .Measured("gradient-signal-to-noise", Measurement.GradientSignalToNoise,
            "|mean| / std over samples of the per-sample weight gradient, averaged over the weights whose std is not 0",
            "Shalev-Shwartz, Shamir and Shammah 2017; Roberts and Tedrake 2009")
        .Combined(new Quantity(JacobianSingularValues, Measurement.JacobianSingularValues) { IsOfLayers = false },
            "of dh/dx, h the last hidden layer's output: largest, upper quartile, median, lower quartile, smallest; mean over the batch's first four samples; with more than 128 inputs and units only the largest, and an upper bound of the smallest",
            "Saxe, McClelland and Ganguli 2013; Pennington, Schoenholz and Ganguli 2017")
        .Combined(new Quantity("train-loss", [], _ => [], IsScalar: true),
            "L of the step's batch", "the training itself");

    static Registry<Quantity> Measured(
        this Registry<Quantity> registry, string name, Measurement measurement, string formula, string source) =>
        registry.Combined(new Quantity(name, measurement), formula, source);

    static Registry<Quantity> Combined(
        this Registry<Quantity> registry, Quantity quantity, string formula, string source) =>
        registry.Add(quantity.Name, formula, source, () => quantity);

    static IReadOnlyList<double?> UpdateRatio(Measurements measured) =>
        Quotients(measured[Measurement.UpdateNorm], measured[Measurement.WeightNorm]);

    static IReadOnlyList<double?> WeightFactor(Measurements measured)
    {
        IReadOnlyList<double?> above = [.. measured[Measurement.DeltaNorm].Skip(1), null];
        return Quotients(measured[Measurement.ActivationGradientNorm], above);
    }

    static IReadOnlyList<double?> DerivativeFactor(Measurements measured) =>
        Quotients(measured[Measurement.DeltaNorm], measured[Measurement.ActivationGradientNorm]);

    static IReadOnlyList<double?> Quotients(IReadOnlyList<double?> over, IReadOnlyList<double?> under) =>
        [.. over.Zip(under, (numerator, denominator) => numerator / denominator)];
}
