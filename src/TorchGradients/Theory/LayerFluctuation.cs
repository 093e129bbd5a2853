namespace TorchGradients.Theory;

/// <summary>
/// What the finite width of a layer k does, to first order in 1 / n, for one sample: to ‖δ_k‖² / ‖δ_(k+1)‖², and to the
/// variances of z in the layers behind it.
/// </summary>
/// <remarks>
/// Given what a layer hands on, z of the next is exactly normal (Gaussian weights), so what finite width changes are the
/// means over the n units z_i of layer k: A = mean φ² / E[φ²] − 1 makes ln q_(k+1) stray by ρ A, and
/// B = mean φ′² g² / E[φ′²] − 1 (g ~ N(0, 1), what comes back) makes ln‖δ_k‖² stray. What has strayed in q_k goes on by
/// m = d ln q_(k+1) / d ln q_k and changes χ_k by c = d ln E[φ′²] / d ln q.
/// Sources: B alone, for relu 5 / n: Hanin and Nica, 2020, "Products of many large random matrices and gradients in deep
/// neural networks", theorem 1 and corollary 3; the wandering of q and its growth where m is 1: Roberts, Yaida and
/// Hanin, 2022, "The Principles of Deep Learning Theory", chapters 4 and 5. Put together here, and held against
/// simulations in the tests.
/// </remarks>
/// <param name="Forward">Var(A).</param>
/// <param name="Backward">Var(B).</param>
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
/// <param name="Lost">
/// Share of ‖δ_k‖² that a norm above takes away, about 2 / n: its derivative projects the direction of z out, and what is
/// left comes back at right angles to a_k, since W a_k = z is given.
/// </param>
/// <param name="BackwardLogarithm">
/// Var(ln(1 + B)): to all orders in 1 / n where each unit's φ′ is 0 or 1 and nothing ties units to each other
/// (<see cref="PassingUnits"/>: relu and linear with Gaussian weights), else Var(B).
/// </param>
public sealed record LayerFluctuation(
    double Forward, double Backward, double Covariance, double Share, double Kept, double KeptSlope, double Sensitivity,
    double SensitivitySlope, bool IsDividedAbove, double Divisor, double Lost, double BackwardLogarithm)
{
    // Of ln q, for derivatives: the moments are right to 1e-13.
    const double Step = 0.02;

    /// <summary>Of a hidden layer; null where it is not known: batch norm, norms behind φ, skips.</summary>
    internal static LayerFluctuation? Of(ForwardLayer layer, ForwardLayer above)
    {
        if (!IsKnown(layer.Setting) || !IsKnown(above.Setting)) return null;

        ActivationMoments moments = layer.Setting.Activation;
        double q = layer.Variances.Average();
        double n = layer.Setting.Units;
        double square = moments.Square(q);
        double slope = moments.SlopeSquare(q);
        double next = above.WeightVariance * square + above.Setting.Bias.Variance;
        (double size, _) = Derivatives(x => moments.Square(x), q);
        (double kept, double keptSlope) =
            Derivatives(x => above.WeightVariance * moments.Square(x) + above.Setting.Bias.Variance, q);
        (double sensitivity, double sensitivitySlope) = Derivatives(moments.SlopeSquare, q);

        double forward = moments.Fourth(q) / (square * square) - 1;
        double backward = 3 * moments.SlopeFourth(q) / (slope * slope) - (above.Setting.Weight.IsOrthogonal ? 3 : 1);
        double covariance = moments.SquareWithSlopeSquare(q) / (square * slope) - 1;
        if (HasFixedSize(layer.Setting))
        {
            // Σ z² is given: what follows from its fluctuation, of variance 2 / n, is taken off.
            forward -= 2 * size * size;
            backward -= 2 * sensitivity * sensitivity;
            covariance -= 2 * size * sensitivity;
        }

        if (layer.Setting.Before is { IsCentred: true })
        {
            double skew = moments.SquareWithDeviation(q) / square;
            double slopeSkew = moments.SlopeSquareWithDeviation(q) / slope;
            forward -= skew * skew;
            backward -= slopeSkew * slopeSkew;
            covariance -= skew * slopeSkew;
        }

        // Means of φ′² and φ′⁴ are the same where φ′ is 0 or 1.
        bool isAllOrNothing = Math.Abs(moments.SlopeFourth(q) - slope) < 1e-9 && !above.Setting.Weight.IsOrthogonal
            && !HasFixedSize(layer.Setting);
        bool isDivided = above.Setting.Before is not null || above.Setting.ScalesToUnitVariance;
        return new LayerFluctuation(
            forward / n, backward / n, covariance / n, above.WeightVariance * square / next, kept, keptSlope, sensitivity,
            sensitivitySlope, isDivided, isDivided && !KeepsSize(above.Setting) ? 2.0 / above.Setting.Units : 0,
            above.Setting.Before is null ? 0 : 2 / n,
            isAllOrNothing ? PassingUnits.LogarithmVariance(layer.Setting.Units, Math.Min(1, slope)) : backward / n);
    }

    static bool IsKnown(LayerSetting layer) => layer is { AddsInput: false, After: null, Before: null or { OverBatch: false } };

    static bool HasFixedSize(LayerSetting layer) => layer.Before is not null || layer.ScalesToUnitVariance || KeepsSize(layer);

    /// <summary>Orthogonal weights keep their input's size where there are at least as many units.</summary>
    static bool KeepsSize(LayerSetting layer) => layer.Weight.IsOrthogonal && layer.Units >= layer.FanIn;

    /// <summary>First and second derivative of ln f with respect to ln q.</summary>
    static (double First, double Second) Derivatives(Func<double, double> function, double q)
    {
        double below = Math.Log(function(q * Math.Exp(-Step)));
        double at = Math.Log(function(q));
        double above = Math.Log(function(q * Math.Exp(Step)));
        return ((above - below) / (2 * Step), (above - 2 * at + below) / (Step * Step));
    }
}
