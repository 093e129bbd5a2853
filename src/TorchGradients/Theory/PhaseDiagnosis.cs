using MathNet.Numerics.RootFinding;

namespace TorchGradients.Theory;

/// <summary>The fixed points of a plain network's maps, far from its input, and how fast they are approached.</summary>
/// <remarks>
/// Variance map V(q) = σ_w² E[φ(√q x)²] + σ_b² with fixed point q*; correlation map R(c) = (σ_w² E[φ(u₁) φ(u₂)] + σ_b²)
/// / q* with fixed
/// point c*; χ₁ = R′(1) = σ_w² E[φ′²]. Source: Poole et al., 2016, equations 3 to 6; Schoenholz et al., 2017, equations
/// 7 to 9.
/// </remarks>
/// <param name="Variance">q*; 0 or infinity where the variance dies out or grows without end.</param>
/// <param name="SlopeFactor">χ₁ at q*: the factor of ‖δ‖² per layer.</param>
/// <param name="Phase">What χ₁ means.</param>
/// <param name="Correlation">c*: how alike two inputs become.</param>
/// <param name="CorrelationDepth">
/// ξ_c = −1 / ln R′(c*), in layers; infinity at criticality; null where it does not exist.
/// </param>
/// <param name="VarianceDepth">ξ_q = −1 / ln V′(q*), in layers; null where q* is 0 or infinity.</param>
public sealed record PhaseDiagnosis(
    double Variance, double SlopeFactor, Phase Phase, double Correlation, double? CorrelationDepth, double? VarianceDepth)
{
    const double CriticalWithin = 0.01;
    const double LargestVariance = 1e10;

    /// <summary>6 ξ_c, in layers: beyond it training was seen to fail (Schoenholz et al., 2017, section 5).</summary>
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
        double correlation = phase == Phase.Chaotic ? CorrelationFixedPoint(moments, weightVariance, biasVariance, q) : 1;
        double correlationSlope = phase == Phase.Chaotic ? weightVariance * moments.SlopeProduct(q, correlation) : slope;
        double varianceSlope = weightVariance * moments.SquareSlope(q);
        bool isInside = fixedPoint > 0 && double.IsFinite(fixedPoint);
        return new PhaseDiagnosis(
            fixedPoint, slope, phase, correlation, Depth(correlationSlope), isInside ? Depth(varianceSlope) : null);
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
    static double CorrelationFixedPoint(ActivationMoments moments, double weightVariance, double biasVariance, double q)
    {
        const double NearOne = 1 - 1e-6;
        const double Zero = 1e-12;
        double Excess(double c) => ((weightVariance * moments.Product(q, c) + biasVariance) / q - c) / (1 - c);

        if (Excess(0) <= Zero) return 0;
        return Excess(NearOne) < 0 ? Brent.FindRoot(Excess, 0, NearOne, 1e-8, 100) : 1;
    }
}
