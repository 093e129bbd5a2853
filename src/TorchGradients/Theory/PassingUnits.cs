using MathNet.Numerics;

namespace TorchGradients.Theory;

/// <summary>A layer whose units either pass the error term on as it is (φ′ = 1) or stop it (φ′ = 0), at any width.</summary>
/// <remarks>
/// Independent Gaussian weights return a vector u as n independent normal numbers, of which K ~ Bin(n, p) pass, so that
/// ‖δ_k‖² / ‖δ_(k+1)‖² is (σ_w² / n) · χ²_K, whatever u is. A layer that no unit passes has no logarithm: K ≥ 1. Its logarithm
/// varies by E[ψ₁(K / 2)] + Var[ψ(K / 2)], since Var ln χ²_k = ψ₁(k / 2) and E ln χ²_k = ψ(k / 2) + ln 2; to first order in 1 / n
/// that is 5 / n for relu and 2 / n for linear layers. Source: the distribution is Hanin and Nica's, 2020, proposition 2, for relu;
/// its logarithm's mean and variance worked out here, and held against simulations in the tests.
/// </remarks>
static class PassingUnits
{
    const double EulerGamma = Constants.EulerMascheroni;

    /// <summary>Var ln(‖δ_k‖² / ‖δ_(k+1)‖²) of a layer with at least one unit that passes.</summary>
    /// <param name="units">n, at least 1.</param>
    /// <param name="share">p, the probability that a unit passes: above 0, at most 1.</param>
    public static double LogarithmVariance(int units, double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        double[] probabilities = [.. Probabilities(units, share)];
        (double Digamma, double Trigamma)[] halves = [.. Halves(units)];
        double mean = probabilities.Zip(halves, (p, half) => p * half.Digamma).Sum();
        return probabilities.Zip(halves, (p, half) => p * (half.Trigamma + (half.Digamma - mean) * (half.Digamma - mean))).Sum();
    }

    /// <summary>
    /// E ln(‖δ_k‖² / ‖δ_(k+1)‖²) less ln(σ_w² p), what it is without end of width: E[ψ(K / 2)] + ln 2 − ln(n p).
    /// </summary>
    /// <param name="units">n, at least 1.</param>
    /// <param name="share">p, the probability that a unit passes: above 0, at most 1.</param>
    public static double LogarithmMean(int units, double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        return Probabilities(units, share).Zip(Halves(units), (p, half) => p * half.Digamma).Sum() + Math.Log(2 / (units * share));
    }

    /// <summary>P(K = k | K ≥ 1), k = 1 … n.</summary>
    static IEnumerable<double> Probabilities(int units, double share)
    {
        if (share >= 1) return Enumerable.Range(1, units).Select(k => k == units ? 1.0 : 0);

        double none = units * Math.Log(1 - share);   // ln P(K = 0), which may be too small for a number of its own
        double odds = Math.Log(share / (1 - share));
        double some = 1 - Math.Exp(none);
        return Enumerable.Range(1, units).Select(k =>
            Math.Exp(none + SpecialFunctions.BinomialLn(units, k) + k * odds) / some);
    }

    /// <summary>ψ(k / 2) and ψ₁(k / 2), k = 1 … n, by ψ(x + 1) = ψ(x) + 1 / x and ψ₁(x + 1) = ψ₁(x) − 1 / x².</summary>
    static IEnumerable<(double Digamma, double Trigamma)> Halves(int units)
    {
        (double Digamma, double Trigamma) own = (-EulerGamma - 2 * Math.Log(2), Math.PI * Math.PI / 2);   // at 1/2
        (double Digamma, double Trigamma) next = (-EulerGamma, Math.PI * Math.PI / 6);                    // at 1
        for (int k = 1; k <= units; k++)
        {
            yield return own;
            double x = k / 2.0;
            (own, next) = (next, (own.Digamma + 1 / x, own.Trigamma - 1 / (x * x)));
        }
    }
}
