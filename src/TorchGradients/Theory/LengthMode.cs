using TorchGradients.Training.Losses;

namespace TorchGradients.Theory;

/// <summary>
/// What of ‖δ_l‖² comes back through the length of the activations: a part of 1 / n that infinitely wide layers do not
/// have, but that can outlive the rest.
/// </summary>
/// <remarks>
/// Given u = W a and δ, W is u aᵀ / ‖a‖² and a random rest, so Wᵀδ has a part a s / ‖a‖², s = u · δ, beside the random
/// one. With R = E[s²], D = E‖δ‖², ρ the weights' part of q and n units:
/// D_l = σ_w² D_(l+1) (E[φ′²] − E[φ²φ′²] / n E[φ²]) + R_(l+1) E[φ²φ′²] / n E[φ²]²,
/// R_l = ρ² κ² R_(l+1) + σ_w² D_(l+1) (ρ² E[z²φ′²] + ρ (1 − ρ) q E[φ′²] − ρ² E[zφφ′]² / E[φ²]), κ = E[zφφ′] / E[φ²],
/// from R_L = ρ q D_L (1 − ρ + ρ α), α the <see cref="OutputError.Alignment"/> that the loss brings. ‖δ‖² falls by χ a layer and R by κ², the factor that the map of q has as its slope there: where
/// κ² is above χ, the length's part grows by κ² / χ a layer against all others and takes over after ln n / ln(κ² / χ)
/// layers. So it is with gelu, silu, mish and softplus and σ_w² = 2, whose q neither dies out nor settles (κ about 1)
/// while χ is below 1; for relu both are 1 and nothing changes. Derived here, from the same conditioning as in Yang,
/// 2020, "Tensor Programs III: Neural Matrix Laws"; held against networks of 128 to 1024 units in the tests.
/// Of gelu and σ_w² = 2 these equations explain a third of the difference to infinite width with the q_l of infinite width,
/// and all but 1 % with each network's own, which wander: <see cref="FiniteWidth.IsMarginal"/>.
/// With skips and no normalisation the part is left out: where φ is homogeneous a · ∂𝓛/∂a is the same in all layers (Euler),
/// so that ∂𝓛/∂a has a part along a of 1 / ‖a‖, which grows going backwards with all else that ‖a‖ does not hold.
/// </remarks>
static class LengthMode
{
    /// <summary>Whether the way back from a layer to the one below is covered.</summary>
    internal static bool Covers(ForwardLayer layer, ForwardLayer above) =>
        IsPlain(layer.Setting) && IsPlain(above.Setting) && layer.Setting.Units > 1;

    /// <summary>R of a layer whose δ knows nothing of u: ρ q D.</summary>
    internal static double Initial(ForwardLayer layer, int sample, double delta) =>
        Share(layer, sample) * layer.Variances[sample] * delta;

    /// <summary>R of the output layer, whose δ the loss makes of its z.</summary>
    internal static double OfOutput(ForwardLayer output, Loss? loss, int sample, double delta)
    {
        double initial = Initial(output, sample, delta);
        double q = output.Variances[sample];
        if (loss is null || !(q > 0)) return initial;

        double share = Share(output, sample);
        LayerSetting layer = output.Setting;
        return initial * (1 - share + share * OutputError.Alignment(loss, layer.Activation, layer.Bias.Mean, q, layer.Units));
    }

    /// <summary>‖∂𝓛/∂a_l‖², ‖δ_l‖² and R_l of a sample, from D and R of the layer above.</summary>
    internal static (double Output, double Delta, double Length) Step(
        ForwardLayer layer, ForwardLayer above, int sample, double delta, double length)
    {
        ActivationMoments moments = layer.Setting.Activation;
        double q = layer.Variances[sample];
        double n = layer.Setting.Units;
        double square = moments.Square(q);
        double slope = moments.SlopeSquare(q);
        double output = above.WeightVariance * delta;
        if (!(square > 0) || !(q > 0)) return (output, output * slope, 0);

        double along = length / (n * square);
        double across = above.Setting.Weight.IsOrthogonal ? output - along : output * (1 - 1 / n);   // Σ (Wᵀδ)² is kept, or not
        double mixed = moments.SquareWithSlopeSquare(q) / square;
        double own = across * (n * slope - mixed) / (n - 1) + along * mixed;

        double share = Share(layer, sample);
        double joint = q * moments.SquareSlope(q);   // E[zφφ′]
        double kept = share * joint / square;
        double entering = share * share * (q * moments.SlopeSquareWithSquare(q) - joint * joint / square) + share * (1 - share) * q * slope;
        return (across + along, own, kept * kept * length + output * entering);
    }

    /// <summary>Whether a network has such a part that is not covered, so that theory is not held against it.</summary>
    internal static bool IsLeftOut(IEnumerable<LayerSetting> layers) =>
        layers.Any(layer => layer is { Before: null, After: null, AddsInput: true });

    static bool IsPlain(LayerSetting layer) => layer is { Before: null, After: null, AddsInput: false };

    static double Share(ForwardLayer layer, int sample) => 1 - layer.Setting.Bias.Variance / layer.Variances[sample];
}
