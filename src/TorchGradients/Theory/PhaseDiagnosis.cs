using MathNet.Numerics.RootFinding;

namespace TorchGradients.Theory;

/// <summary>The fixed points of a plain network's maps, far from its input, and how fast they are approached.</summary>
/// <remarks>
/// Variance map V(q) = σ_w² E[φ(√q x)²] + σ_b² with fixed point q*; correlation map R(c) = (σ_w² E[φ(u₁) φ(u₂)] + σ_b²)
/// / V(q*) with fixed point c*; χ₁ = R′(1) = σ_w² E[φ′²]. Where q* is 0 or infinite the maps are those of a variance on
/// its way there: V is not at a fixed point, and R has no exponential scale. Source: Poole et al., 2016, "Exponential
/// expressivity in deep neural networks through transient chaos" (the maps); Schoenholz et al., 2017, "Deep information
/// propagation", equations 5 (χ₁), 7 (ξ_q) and 9 (ξ_c). V′(q) is σ_w² times <see cref="ActivationMoments.SquareSlope"/>,
/// the E[φ′² + φφ″] of equation 7 without a second derivative.
/// </remarks>
/// <param name="Variance">q*; 0 or infinity where the variance dies out or grows without end.</param>
/// <param name="SlopeFactor">χ₁ at q*: the factor of ‖δ‖² per layer.</param>
/// <param name="Phase">What χ₁ means.</param>
/// <param name="Correlation">c*: how alike two inputs become; null where they stay as alike as they are.</param>
/// <param name="CorrelationDepth">
/// ξ_c = −1 / ln R′(c*), in layers; infinity at criticality; null where it does not exist, as where q* is 0 or infinite.
/// </param>
/// <param name="VarianceDepth">ξ_q = −1 / ln V′(q*), in layers; null where q* is 0 or infinity.</param>
public sealed record PhaseDiagnosis(
    double Variance, double SlopeFactor, Phase Phase, double? Correlation, double? CorrelationDepth, double? VarianceDepth)
{
    const double CriticalWithin = 0.01;
    const double LargestVariance = 1e10;
    const double Kept = 1e-6;   // at most so far do correlations move where φ is a line at that size

    /// <summary>6 ξ_c, in layers: beyond it training was seen to fail (Schoenholz et al., 2017).</summary>
    public double? TrainableDepth => 6 * CorrelationDepth;

    /// <summary>The diagnosis.</summary>
    /// <param name="moments">φ.</param>
    /// <param name="weightVariance">σ_w².</param>
    /// <param name="biasVariance">σ_b².</param>
    public static PhaseDiagnosis Of(ActivationMoments moments, double weightVariance, double biasVariance)
    {
        double Map(double q) => weightVariance * moments.Square(q) + biasVariance;

        double fixedPoint = VarianceFixedPoint(Map);
        double q = Math.Clamp(fixedPoint, 1 / LargestVariance, LargestVariance);
        double slope = weightVariance * moments.SlopeSquare(q);
        Phase phase = Math.Abs(slope - 1) < CriticalWithin ? Phase.Critical : slope < 1 ? Phase.Ordered : Phase.Chaotic;
        bool isInside = fixedPoint > 0 && double.IsFinite(fixedPoint);
        double next = Map(q);   // q itself where that is a fixed point
        double R(double c) => (weightVariance * moments.Product(q, c) + biasVariance) / next;

        double? correlation = Math.Abs(R(0.5) - 0.5) < Kept ? null : phase == Phase.Chaotic ? CorrelationFixedPoint(R) : 1;
        double? correlationDepth = !isInside || correlation is not { } c ? null
            : phase == Phase.Critical ? double.PositiveInfinity
            : Depth(weightVariance * moments.SlopeProduct(q, c));
        return new PhaseDiagnosis(
            fixedPoint, slope, phase, correlation, correlationDepth, isInside ? Depth(weightVariance * moments.SquareSlope(q)) : null);
    }

    static double? Depth(double slope) => slope switch
    {
        <= 0 => 0,
        < 1 => -1 / Math.Log(slope),
        <= 1 + CriticalWithin => double.PositiveInfinity,
        _ => null,
    };

    /// <summary>Where q = 1 is carried: the next root of V(q) − q in the direction that V moves it.</summary>
    static double VarianceFixedPoint(Func<double, double> map)
    {
        const double Rounding = 1e-12;
        double Excess(double q) => map(q) / q - 1;

        double first = Excess(1);
        if (Math.Abs(first) <= Rounding) return 1;

        double step = first > 0 ? 1.5 : 1 / 1.5;
        double q = 1;
        while (q is < LargestVariance and > 1 / LargestVariance)
        {
            double next = q * step;
            if (Math.Sign(Excess(next)) != Math.Sign(first))
            {
                return Brent.FindRoot(Excess, Math.Min(q, next), Math.Max(q, next), 1e-13, 200);
            }

            q = next;
        }

        return first > 0 ? double.PositiveInfinity : 0;
    }

    /// <summary>The root of R(c) − c below 1, which exists where R′(1) is above 1.</summary>
    static double CorrelationFixedPoint(Func<double, double> map)
    {
        const double NearOne = 1 - 1e-6;
        const double Zero = 1e-12;
        double Excess(double c) => (map(c) - c) / (1 - c);

        if (Excess(0) <= Zero) return 0;
        return Excess(NearOne) < 0 ? Brent.FindRoot(Excess, 0, NearOne, 1e-8, 100) : 1;
    }
}
