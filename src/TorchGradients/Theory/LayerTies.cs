namespace TorchGradients.Theory;

/// <summary>
/// What ties a layer's units to each other, and what that takes from the means over them, to first order in 1 / n.
/// </summary>
/// <remarks>
/// <para>Size. Where Σ z² of layer k is given (rms norm, layer norm, lsuv, orthogonal weights) z lies on a sphere. With
/// z = r y, y on the sphere, E r² = 1, Var r² = 2 / n, a mean over normal z is G(q) = F(q) + q² F″(q) / n, so that F =
/// G − q² G″ / n. Under layer norm y also has no mean; what E r² = 1 − 1 / n and the mean's own variance q / n add
/// cancels, since dG/dq = E[f″] / 2. lsuv divides by the deviation from a mean that stays: F = G − q² G″ / n + q G′ /
/// n.</para>
/// <para>Norms on the way back. ∂𝓛/∂u = P δ / σ, u = W a + b. P takes away what lies along z (and along the mean, where
/// it is subtracted). δ = φ′ h, and the part of h along a of that same layer has κ times the square of any other: κ = 1
/// − ρ below a norm, since there u · ∂𝓛/∂u = 0; below the output layer 1 − ρ + ρ α, α the alignment. So of ‖δ‖² go
/// (E[x²φ′²] − (1 − κ) E[xφφ′]² / E[φ²]) / (n E[φ′²]) along z = √q x, and (E[φ′²] − (1 − κ) E[φφ′]² / E[φ²]) / (n
/// E[φ′²]) along the mean. By Stein's identity E[xφφ′] = √q dE[φ²]/dq and E[φφ′] = E[xφ²] / 2√q.</para>
/// <para>On through W: what is missing along a is missing in ‖δ_k‖² as (1 − κ) E[φ²φ′²] / (n E[φ²] E[φ′²]), where
/// orthogonal weights spread it over the rest, and it is less by (1 − κ) / n. For relu both together take 2 / n under
/// rms norm, 2.36 / n under layer norm.</para>
/// <para>The square of what is divided by is σ² = s² χ²_n / n, under layer norm s² χ²_(n−1) / n.</para>
/// <para>Worked out here, from the same conditioning as <see cref="LengthMode"/>, and held against networks in the
/// tests.</para>
/// </remarks>
/// <param name="OfFixedSize">How much of the variance of Σ z² is gone: 1 where it is given, 0 where z is free.</param>
/// <param name="ReturnsWhole">Whether the weights above are orthogonal: ‖Wᵀ δ‖ is then given by ‖δ‖.</param>
/// <param name="IsDividedAbove">Whether layer k + 1 divides z by its own size.</param>
/// <param name="DivisorVariance">Var of the logarithm of that size's square, given q_(k+1).</param>
/// <param name="DivisorMean">E of that logarithm, beside −Var / 2.</param>
/// <param name="Returned">κ of what comes back to layer k.</param>
/// <param name="Setting">Layer k.</param>
/// <param name="NormAbove">Whether a norm stands before φ in layer k + 1.</param>
sealed record LayerTies(
    double OfFixedSize, bool ReturnsWhole, bool IsDividedAbove, double DivisorVariance, double DivisorMean, double Returned,
    LayerSetting Setting, bool NormAbove)
{
    /// <summary>The ties of layer k.</summary>
    /// <param name="layer">Layer k.</param>
    /// <param name="above">Layer k + 1.</param>
    /// <param name="share">ρ, the weights' part of q_(k+1).</param>
    /// <param name="alignment">E[(W a · δ)²] of the output layer by what it is where δ knows nothing of z.</param>
    internal static LayerTies Of(ForwardLayer layer, ForwardLayer above, double share, double alignment)
    {
        bool hasNorm = above.Setting.Before is not null;
        bool isDivided = hasNorm || above.Setting.ScalesToUnitVariance;
        bool isCentred = above.Setting is { Before.IsCentred: true } or { ScalesToUnitVariance: true };
        return new LayerTies(
            layer.Setting is { Before: not null } or { ScalesToUnitVariance: true } ? 1 : KeptSize(layer.Setting),
            above.Setting.Weight.IsOrthogonal, isDivided,
            isDivided ? 2 * (1 - KeptSize(above.Setting)) / above.Setting.Units : 0,
            isDivided && isCentred ? -1.0 / above.Setting.Units : 0,
            hasNorm ? 1 - share : alignment, layer.Setting, hasNorm);
    }

    /// <summary>n E[mean f / E f − 1], f a function of z whose mean over normal z has these slopes.</summary>
    internal double MeanShift(LogSlope slope) =>
        -OfFixedSize * slope.Curvature + (Setting.ScalesToUnitVariance ? slope.First : 0);

    /// <summary>
    /// n times the share of ‖δ_k‖² that is missing because ∂𝓛/∂a has little along a; in plain networks it is in
    /// <see cref="LengthMode"/>.
    /// </summary>
    /// <param name="mixed">E[φ²φ′²] / (E[φ²] E[φ′²]).</param>
    internal double LostAlong(double mixed) => NormAbove ? (1 - Returned) * (mixed - (ReturnsWhole ? 1 : 0)) : 0;

    /// <summary>n times the share of ‖δ_k‖² that the norm before layer k takes away.</summary>
    /// <param name="moments">φ.</param>
    /// <param name="q">Variance of z.</param>
    /// <param name="size">d ln E[φ²] / d ln q.</param>
    internal double Taken(ActivationMoments moments, double q, double size)
    {
        if (Setting.Before is not { } norm) return 0;

        double slope = moments.SlopeSquare(q);
        double square = moments.Square(q);
        double alongZ = moments.SlopeSquareWithSquare(q) - (1 - Returned) * size * size * square / q;
        double productMean = moments.SquareWithDeviation(q) / (2 * Math.Sqrt(q));
        double alongMean = norm.IsCentred ? slope - (1 - Returned) * productMean * productMean / square : 0;
        return (alongZ + alongMean) / slope;
    }

    /// <summary>
    /// Orthogonal weights keep their input's size where there are at least as many units, and else the part that they
    /// have.
    /// </summary>
    static double KeptSize(LayerSetting layer) =>
        layer.Weight.IsOrthogonal ? Math.Min(1, (double)layer.Units / layer.FanIn) : 0;
}
