using TorchGradients.Models.Initializers;
using TorchGradients.Models.Normalizations;

namespace TorchGradients.Theory;

/// <summary>A layer as the mean-field equations see it.</summary>
/// <param name="Number">From 1; the output layer is L.</param>
/// <param name="FanIn">Its inputs n_(l−1).</param>
/// <param name="Units">Its units n_l.</param>
/// <param name="Weight">Moments of its weights' entries.</param>
/// <param name="Bias">Moments of its biases; zeros where it has none.</param>
/// <param name="Activation">Gaussian means of φ.</param>
/// <param name="AddsInput">Whether a_l = a_(l−1) + φ(z_l).</param>
/// <param name="Before">The normalisation of what enters φ; null for none.</param>
/// <param name="After">The normalisation of what leaves φ; null for none.</param>
/// <param name="ScalesToUnitVariance">
/// Whether the weights are scaled until Var(z) = 1 on the first batch (lsuv).
/// </param>
public sealed record LayerSetting(
    int Number, int FanIn, int Units, EntryMoments Weight, EntryMoments Bias, ActivationMoments Activation, bool AddsInput,
    NormalizationStatistics? Before, NormalizationStatistics? After, bool ScalesToUnitVariance)
{
    /// <summary>
    /// σ_w² = n_(l−1) · Var(W): what a layer makes of the mean square of its input. Not known before the pass for lsuv.
    /// </summary>
    public double WeightVariance => FanIn * Weight.Variance;

    /// <summary>
    /// Units of each group where the norm before φ parts them into several; null where it does not, or where there is
    /// none.
    /// </summary>
    public int? GroupUnits => Before is { OverBatch: false, Groups: > 1 and var groups } ? Units / groups : null;
}
