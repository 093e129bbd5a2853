using TorchGradients.Models.Activations;

namespace TorchGradients.Theory;

/// <summary>
/// What an activation makes of z ~ N(mean, q): the Gaussian means that the mean-field equations consist of.
/// </summary>
/// <param name="activation">φ.</param>
/// <param name="mean">Mean of z: that of the biases.</param>
public sealed class ActivationMoments(Activation activation, double mean = 0)
{
    readonly double _parameter = activation.InitialParameter ?? 0;
    readonly Dictionary<(string Moment, double Variance), double> _known = [];

    /// <summary>E[φ(z)].</summary>
    /// <param name="q">Variance of z.</param>
    public double Mean(double q) => Of("mean", q, Value);

    /// <summary>E[φ(z)²].</summary>
    /// <param name="q">Variance of z.</param>
    public double Square(double q) => Of("square", q, z => Value(z) * Value(z));

    /// <summary>E[φ(z)²] − E[φ(z)]².</summary>
    /// <param name="q">Variance of z.</param>
    public double Variance(double q) => Of("variance", q, z => (Value(z) - Mean(q)) * (Value(z) - Mean(q)));

    /// <summary>E[φ′(z)²].</summary>
    /// <param name="q">Variance of z.</param>
    public double SlopeSquare(double q) => Of("slope square", q, z => Slope(z) * Slope(z));

    /// <summary>E[φ′(z)⁴].</summary>
    /// <param name="q">Variance of z.</param>
    public double SlopeFourth(double q) => Of("slope fourth", q, z => Math.Pow(Slope(z), 4));

    /// <summary>E[φ(z)⁴].</summary>
    /// <param name="q">Variance of z.</param>
    public double Fourth(double q) => Of("fourth", q, z => Math.Pow(Value(z), 4));

    /// <summary>E[φ(z)² φ′(z)²].</summary>
    /// <param name="q">Variance of z.</param>
    public double SquareWithSlopeSquare(double q) => Of("square with slope square", q, z => Math.Pow(Value(z) * Slope(z), 2));

    /// <summary>E[φ(z)² x], x = (z − mean) / √q.</summary>
    /// <param name="q">Variance of z, above 0.</param>
    public double SquareWithDeviation(double q) =>
        Of("square with deviation", q, z => Value(z) * Value(z) * (z - mean) / Math.Sqrt(q));

    /// <summary>E[φ′(z)² x], x = (z − mean) / √q.</summary>
    /// <param name="q">Variance of z, above 0.</param>
    public double SlopeSquareWithDeviation(double q) =>
        Of("slope square with deviation", q, z => Slope(z) * Slope(z) * (z - mean) / Math.Sqrt(q));

    /// <summary>E[φ′(z)² x²], x = (z − mean) / √q.</summary>
    /// <param name="q">Variance of z, above 0.</param>
    public double SlopeSquareWithSquare(double q) =>
        Of("slope square with square", q, z => Slope(z) * Slope(z) * (z - mean) * (z - mean) / q);

    /// <summary>
    /// d E[φ(z)²] / dq = E[(x² − 1) φ(z)²] / 2q with z = mean + √q x (Stein's identity; φ needs no second derivative).
    /// </summary>
    /// <param name="q">Variance of z, above 0.</param>
    public double SquareSlope(double q) => Of("square slope", q, z =>
        ((z - mean) * (z - mean) / q - 1) * Value(z) * Value(z) / (2 * q));

    /// <summary>E[φ(z₁) φ(z₂)] for two inputs whose z have variance q and that correlation; mean 0 only.</summary>
    public double Product(double q, double correlation) =>
        GaussianMean.OfProduct(Value, Math.Sqrt(q), correlation, activation.Kinks);

    /// <summary>E[φ′(z₁) φ′(z₂)] for two inputs whose z have variance q and that correlation; mean 0 only.</summary>
    public double SlopeProduct(double q, double correlation) =>
        GaussianMean.OfProduct(Slope, Math.Sqrt(q), correlation, activation.Kinks);

    /// <summary>φ(z), a learned parameter at its initial value.</summary>
    public double Value(double z) => activation.Value(z, _parameter);

    /// <summary>φ′(z), a learned parameter at its initial value.</summary>
    public double Slope(double z) => activation.Derivative(z, _parameter);

    // Layers mostly see the same few variances.
    double Of(string moment, double q, Func<double, double> function)
    {
        if (_known.TryGetValue((moment, q), out double known)) return known;
        return _known[(moment, q)] = GaussianMean.Of(function, mean, Math.Sqrt(q), activation.Kinks).Value;
    }
}
