namespace TorchGradients.Probes;

/// <summary>What an engine can measure in a layer and step, one number each; quantities are made of these.</summary>
public enum Measurement
{
    /// <summary>‖∂𝓛/∂z_l‖₂.</summary>
    DeltaNorm,

    /// <summary>‖∂𝓛/∂a_l‖₂, a_l = φ(z_l).</summary>
    ActivationGradientNorm,

    /// <summary>‖∂𝓛/∂W_l‖₂, W the effective weight, before clipping.</summary>
    WeightGradientNorm,

    /// <summary>‖∂𝓛/∂b_l‖₂ before clipping; absent without a bias.</summary>
    BiasGradientNorm,

    /// <summary>‖W_l‖₂ before the update.</summary>
    WeightNorm,

    /// <summary>‖ΔW_l‖₂ of this step's update.</summary>
    UpdateNorm,

    /// <summary>Mean of φ(z_l) over batch and units.</summary>
    ActivationMean,

    /// <summary>Standard deviation (of the population) of φ(z_l) over batch and units.</summary>
    ActivationStandardDeviation,

    /// <summary>Fraction of batch × units with |φ′(z)| below 5 % of the largest |φ′|.</summary>
    Saturation,

    /// <summary>Fraction of units whose φ′ is exactly 0 on the whole batch.</summary>
    DeadUnits,

    /// <summary>Fraction of exactly zero entries of δ_l.</summary>
    ZeroGradient,

    /// <summary>
    /// |mean| / standard deviation (of the population) over samples of the per-sample weight gradient, averaged over
    /// the weights whose deviation is not 0.
    /// </summary>
    GradientSignalToNoise,

    /// <summary>
    /// Singular values of the Jacobian from the input to the last hidden layer, see <see cref="JacobianSpectrum"/>: five
    /// numbers, none of them a layer's.
    /// </summary>
    JacobianSingularValues,
}
