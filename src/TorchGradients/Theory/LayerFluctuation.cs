namespace TorchGradients.Theory;

/// <summary>
/// What the finite width of a layer k does, to first order in 1 / n, for one sample: to ‖δ_k‖² / ‖δ_(k+1)‖², and to the
/// variances of z in the layers behind it.
/// </summary>
/// <remarks>
/// Given what a layer hands on, z of the next is exactly normal (Gaussian weights), so what finite width changes are the
/// means over the n units z_i of layer k: A = mean φ² / E[φ²] − 1 makes ln q_(k+1) stray by ρ A, and
/// B = mean φ′² g² / E[φ′²] − 1 (g ~ N(0, 1), what comes back) makes ln‖δ_k‖² stray. What has strayed in q_k goes on by
/// m = d ln q_(k+1) / d ln q_k and changes χ_k by c = d ln E[φ′²] / d ln q. How z, and g, are tied to what is given,
/// and what that takes from the means, has <see cref="LayerTies"/>. Sources: B alone, for relu 5 / n: Hanin and Nica,
/// 2020, "Products of many large random matrices and gradients in deep neural networks", theorem 1 and corollary 3; the
/// wandering of q and its growth where m is 1: Roberts, Yaida and Hanin, 2022, "The Principles of Deep Learning
/// Theory", chapters 4 and 5. Put together here, and held against simulations in the tests.
/// </remarks>
/// <param name="Forward">Var(A).</param>
/// <param name="ForwardMean">E[A].</param>
/// <param name="Backward">Var(ln(1 + B)).</param>
/// <param name="BackwardMean">
/// E[ln(1 + B)], beside what <see cref="MeanField"/> has already. Both are exact, to all orders in 1 / n, where each
/// unit's φ′ is 0 or 1 and nothing ties units to each other (<see cref="PassingUnits"/>: relu and linear with Gaussian
/// weights).
/// </param>
/// <param name="Covariance">Cov(A, B).</param>
/// <param name="Share">ρ, the weights' part of q_(k+1); the rest is the biases'.</param>
/// <param name="Kept">m.</param>
/// <param name="KeptSlope">d m / d ln q.</param>
/// <param name="Sensitivity">c.</param>
/// <param name="SensitivitySlope">d c / d ln q.</param>
/// <param name="IsDividedAbove">
/// Whether layer k + 1 divides z by its own size: q does not stray then, but A and the size's own fluctuation come back
/// in ‖δ_k‖².
/// </param>
/// <param name="Divisor">Var of the logarithm of that size's square, given q_(k+1).</param>
/// <param name="DivisorMean">E of that logarithm.</param>
/// <param name="Taken">Share of ‖δ_k‖² that a norm before layer k takes away on the way back: of order 1 / n.</param>
public sealed record LayerFluctuation(
    double Forward, double ForwardMean, double Backward, double BackwardMean, double Covariance, double Share, double Kept,
    double KeptSlope, double Sensitivity, double SensitivitySlope, bool IsDividedAbove, double Divisor, double DivisorMean,
    double Taken)
{
    /// <summary>Of a hidden layer; null where it is not known: batch norm, group norm, norms behind φ, skips.</summary>
    /// <param name="layer">Layer k.</param>
    /// <param name="above">Layer k + 1.</param>
    /// <param name="takenAbove"><see cref="Taken"/> of layer k + 1.</param>
    /// <param name="alignment">
    /// E[(W a · δ)²] of the output layer by what it is where δ knows nothing of z:
    /// <see cref="OutputError.Alignment"/>.
    /// </param>
    internal static LayerFluctuation? Of(ForwardLayer layer, ForwardLayer above, double takenAbove, double alignment)
    {
        if (!IsKnown(layer.Setting) || !IsKnown(above.Setting)) return null;

        ActivationMoments moments = layer.Setting.Activation;
        double q = layer.Variances.Average();
        double n = layer.Setting.Units;
        double slope = moments.SlopeSquare(q);
        double entering = above.WeightVariance * moments.Square(q);
        double share = entering / (entering + above.Setting.Bias.Variance);
        var size = LogSlope.Of(moments.Square, q);
        var kept = LogSlope.Of(x => above.WeightVariance * moments.Square(x) + above.Setting.Bias.Variance, q);
        var sensitivity = LogSlope.Of(moments.SlopeSquare, q);
        LayerTies ties = LayerTies.Of(layer, above, share, alignment);

        double mixed = moments.SquareWithSlopeSquare(q) / (moments.Square(q) * slope);
        double forward = moments.Fourth(q) / Math.Pow(moments.Square(q), 2) - 1 - ties.OfFixedSize * 2 * size.First * size.First;
        double backward = 3 * moments.SlopeFourth(q) / (slope * slope) - (ties.ReturnsWhole ? 3 : 1)
            - ties.OfFixedSize * 2 * sensitivity.First * sensitivity.First;
        double covariance = mixed - 1 - ties.OfFixedSize * 2 * size.First * sensitivity.First;
        if (layer.Setting.Before is { IsCentred: true })
        {
            double skew = moments.SquareWithDeviation(q) / moments.Square(q);
            double slopeSkew = moments.SlopeSquareWithDeviation(q) / slope;
            forward -= skew * skew;
            backward -= slopeSkew * slopeSkew;
            covariance -= skew * slopeSkew;
        }

        // Means of φ′² and φ′⁴ are the same where φ′ is 0 or 1.
        bool isAllOrNothing = Math.Abs(moments.SlopeFourth(q) - slope) < 1e-9 && ties is { OfFixedSize: 0, ReturnsWhole: false };
        int units = layer.Setting.Units;
        double passing = Math.Min(1, slope);
        return new LayerFluctuation(
            forward / n, ties.MeanShift(size) / n,
            isAllOrNothing ? PassingUnits.LogarithmVariance(units, passing) : backward / n,
            isAllOrNothing
                ? PassingUnits.LogarithmMean(units, passing)
                : (ties.MeanShift(sensitivity) - backward / 2 - ties.LostAlong(mixed)) / n - takenAbove,
            covariance / n, share, kept.First, kept.Second, sensitivity.First, sensitivity.Second, ties.IsDividedAbove,
            ties.DivisorVariance, ties.DivisorMean, ties.Taken(moments, q, size.First) / n);
    }

    static bool IsKnown(LayerSetting layer) =>
        layer is { AddsInput: false, After: null, Before: null or { OverBatch: false, Groups: 1 } };
}
