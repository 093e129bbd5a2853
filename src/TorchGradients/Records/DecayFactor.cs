using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace TorchGradients.Records;

/// <summary>By what factor a layer changes ‖δ‖ going backwards: below 1 it vanishes, above 1 it explodes.</summary>
/// <remarks>
/// exp of the least-squares slope of ln‖δ_l‖ against −l over the hidden layers l = 1 … L − 1, with the slope's 95 %
/// interval
/// (Student's t, L − 3 degrees of freedom). Null where it does not exist: the factor with fewer than two hidden layers,
/// or
/// where a norm is 0 or not finite (no logarithm); the interval with fewer than three.
/// </remarks>
/// <param name="FactorPerLayer">exp(slope).</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="FirstToLastRatio">‖δ_1‖ / ‖δ_{L−1}‖; NaN for 0 / 0; null without hidden layers.</param>
public sealed record DecayFactor(double? FactorPerLayer, double? Low, double? High, double? FirstToLastRatio)
{
    // Reports ask for the interval of thousands of steps, nearly all with the same number of layers.
    static readonly ConcurrentDictionary<int, double> _quantiles = [];

    /// <summary>
    /// The decay factor of a profile ‖δ_1‖ … ‖δ_L‖, the output layer the last; null where a hidden layer's is missing.
    /// </summary>
    public static DecayFactor? From(IReadOnlyList<double?> deltaNorms)
    {
        double[] hidden = [.. deltaNorms.SkipLast(1).OfType<double>()];
        if (hidden.Length < deltaNorms.Count - 1) return null;
        if (hidden.Length == 0) return new DecayFactor(null, null, null, null);

        double ratio = hidden[0] / hidden[^1];
        bool hasLogarithms = hidden.All(norm => norm > 0 && double.IsFinite(norm));
        if (hidden.Length < 2 || !hasLogarithms) return new DecayFactor(null, null, null, ratio);

        var (slope, halfWidth) = Slope([.. hidden.Select(norm => Math.Log(norm))]);
        return new DecayFactor(
            Math.Exp(slope),
            halfWidth is null ? null : Math.Exp(slope - halfWidth.Value),
            halfWidth is null ? null : Math.Exp(slope + halfWidth.Value),
            ratio);
    }

    /// <summary>Least-squares slope of y_l against −l, and half its 95 % interval.</summary>
    static (double Slope, double? HalfWidth) Slope(double[] y)
    {
        int n = y.Length;
        double meanX = -(n + 1) / 2.0;
        double meanY = y.Average();
        double sumXX = 0;
        double sumXY = 0;
        for (int l = 1; l <= n; l++)
        {
            sumXX += (-l - meanX) * (-l - meanX);
            sumXY += (-l - meanX) * (y[l - 1] - meanY);
        }

        double slope = sumXY / sumXX;
        if (n == 2) return (slope, null);

        double residual = 0;
        for (int l = 1; l <= n; l++)
        {
            double difference = y[l - 1] - meanY - slope * (-l - meanX);
            residual += difference * difference;
        }

        double standardError = Math.Sqrt(residual / (n - 2) / sumXX);
        return (slope, Quantile(n - 2) * standardError);
    }

    static double Quantile(int degreesOfFreedom) =>
        _quantiles.GetOrAdd(degreesOfFreedom, static degrees => StudentT.InvCDF(0, 1, degrees, 0.975));
}
