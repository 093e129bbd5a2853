namespace TorchGradients.Verification;

/// <summary>How far the engines are apart in a layer, each number a ‖x − y‖ / ‖y‖.</summary>
/// <param name="Layer">1 … L.</param>
/// <param name="Delta">Of δ_l.</param>
/// <param name="WeightGradient">Of ∂𝓛/∂W_l, before clipping.</param>
/// <param name="BiasGradient">
/// Of the gradients of all else that the layer trains, taken together: b_l, or γ and β, and prelu's slope. Together,
/// since
/// one alone can be zero in exact arithmetic (β below an identity and another batch norm), and then only rounding is
/// compared.
/// </param>
/// <param name="UpdatedWeights">
/// Of all that the layer holds after the update: weights, biases, γ, β, slope, running statistics.
/// </param>
/// <param name="Underflows">Most entries of δ_l in a step that are too small for the precision to hold in full.</param>
/// <param name="Kinks">Most entries of z_l in a step that the engines see on different sides of a kink of φ.</param>
public sealed record LayerDifference(
    int Layer, double Delta, double WeightGradient, double BiasGradient, double UpdatedWeights, int Underflows, int Kinks)
{
    /// <summary>The largest of the four; NaN if one is.</summary>
    public double Largest => Math.Max(Math.Max(Delta, WeightGradient), Math.Max(BiasGradient, UpdatedWeights));

    /// <summary>The larger of each number, for the same layer in two steps.</summary>
    public static LayerDifference Larger(LayerDifference a, LayerDifference b) => new(
        a.Layer, Math.Max(a.Delta, b.Delta), Math.Max(a.WeightGradient, b.WeightGradient),
        Math.Max(a.BiasGradient, b.BiasGradient), Math.Max(a.UpdatedWeights, b.UpdatedWeights),
        Math.Max(a.Underflows, b.Underflows), Math.Max(a.Kinks, b.Kinks));
}
