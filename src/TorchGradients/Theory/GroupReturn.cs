namespace TorchGradients.Theory;

/// <summary>
/// What group norm before φ makes of the error term on its way back, in layers of many groups of g units each.
/// </summary>
/// <remarks>
/// Given what comes in, the units u of a group are normal with variance s², so that their own variance σ² = s² χ²_(g−1)
/// / g and their direction z (<see cref="SphereMean"/>) are independent. ∂𝓛/∂u = P δ / σ, where P takes away of the
/// group's δ the share 1 / g along the mean's direction and E[z²φ′²] / (q E[φ′²] g) along z. With E[1 / χ²_ν] = 1 / (ν
/// − 2), E‖∂𝓛/∂u‖² / ‖δ‖² = 1 / s² · g / (g − 3) · (1 − (1 + E[z²φ′²] / (q E[φ′²])) / g). The last two factors are 1
/// for wide groups; of tanh and 8 units they are 1.35. ε is taken as small beside s². Worked out here, and held against
/// drawn groups and whole networks in the tests.
/// </remarks>
static class GroupReturn
{
    /// <summary>
    /// From this size on the square of 1 / σ², and with it the scatter of ‖δ‖² from group to group, has a mean.
    /// </summary>
    internal const int FewestUnits = 6;

    /// <summary>The last two factors; 1 for a layer without groups.</summary>
    /// <param name="layer">The layer whose δ comes back.</param>
    /// <param name="q">Variance of its z.</param>
    internal static double Of(LayerSetting layer, double q)
    {
        if (layer.GroupUnits is not { } g || !(q > 0)) return 1;

        double along = layer.Activation.SlopeSquareWithSquare(q) / layer.Activation.SlopeSquare(q);
        return g / (g - 3.0) * (1 - (1 + along) / g);
    }
}
