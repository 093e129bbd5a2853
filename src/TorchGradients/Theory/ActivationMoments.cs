using TorchGradients.Models.Activations;

namespace TorchGradients.Theory;

/// <summary>
/// What an activation makes of z ~ N(mean, q): the Gaussian means that the mean-field equations consist of. Under group
/// norm z is one unit of a group, whose distribution <see cref="SphereMean"/> has.
/// </summary>
/// <param name="activation">φ.</param>
/// <param name="normalMean">Mean of z: that of the biases.</param>
/// <param name="groupUnits">Units of each group that is normalised for itself, its mean 0; null for a normal z.</param>
public sealed class ActivationMoments(Activation activation, double normalMean = 0, int? groupUnits = null)
{
    readonly double _parameter = activation.InitialParameter ?? 0;
    readonly Dictionary<double, Moments> _known = [];
    readonly Dictionary<double, double> _variances = [];

    /// <summary>E[φ(z)].</summary>
    /// <param name="q">Variance of z.</param>
    public double Mean(double q) => At(q).Mean;

    /// <summary>E[φ(z)²].</summary>
    /// <param name="q">Variance of z.</param>
    public double Square(double q) => At(q).Square;

    /// <summary>E[φ(z)²] − E[φ(z)]².</summary>
    /// <param name="q">Variance of z.</param>
    public double Variance(double q)
    {
        if (_variances.TryGetValue(q, out double known)) return known;

        double mean = Mean(q);   // subtracted first: nothing cancels
        return _variances[q] = MeanOf(z => (Value(z) - mean) * (Value(z) - mean), q).Value;
    }

    /// <summary>E[φ′(z)²].</summary>
    /// <param name="q">Variance of z.</param>
    public double SlopeSquare(double q) => At(q).SlopeSquare;

    /// <summary>E[φ′(z)⁴].</summary>
    /// <param name="q">Variance of z.</param>
    public double SlopeFourth(double q) => At(q).SlopeFourth;

    /// <summary>E[φ(z)⁴].</summary>
    /// <param name="q">Variance of z.</param>
    public double Fourth(double q) => At(q).Fourth;

    /// <summary>E[φ(z)² φ′(z)²].</summary>
    /// <param name="q">Variance of z.</param>
    public double SquareWithSlopeSquare(double q) => At(q).SquareWithSlopeSquare;

    /// <summary>E[φ(z)² x], x = (z − mean) / √q.</summary>
    /// <param name="q">Variance of z, above 0.</param>
    public double SquareWithDeviation(double q) => At(q).SquareWithDeviation;

    /// <summary>E[φ′(z)² x], x = (z − mean) / √q.</summary>
    /// <param name="q">Variance of z, above 0.</param>
    public double SlopeSquareWithDeviation(double q) => At(q).SlopeSquareWithDeviation;

    /// <summary>E[φ′(z)² x²], x = (z − mean) / √q.</summary>
    /// <param name="q">Variance of z, above 0.</param>
    public double SlopeSquareWithSquare(double q) => At(q).SlopeSquareWithSquare;

    /// <summary>
    /// d E[φ(z)²] / dq = E[(x² − 1) φ(z)²] / 2q with z = mean + √q x (Stein's identity; φ needs no second derivative);
    /// normal z only.
    /// </summary>
    /// <param name="q">Variance of z, above 0.</param>
    public double SquareSlope(double q) => At(q).SquareWithSquare / (2 * q);

    /// <summary>
    /// E[φ(z₁) φ(z₂)] for two inputs whose z have variance q and that correlation; normal z of mean 0 only.
    /// </summary>
    public double Product(double q, double correlation) =>
        GaussianMean.OfProduct(Value, Math.Sqrt(q), correlation, activation.Kinks);

    /// <summary>
    /// E[φ′(z₁) φ′(z₂)] for two inputs whose z have variance q and that correlation; normal z of mean 0 only.
    /// </summary>
    public double SlopeProduct(double q, double correlation) =>
        GaussianMean.OfProduct(Slope, Math.Sqrt(q), correlation, activation.Kinks);

    /// <summary>φ(z), a learned parameter at its initial value.</summary>
    public double Value(double z) => activation.Value(z, _parameter);

    /// <summary>φ′(z), a learned parameter at its initial value.</summary>
    public double Slope(double z) => activation.Derivative(z, _parameter);

    /// <summary>
    /// How far off E[φ²] and E[φ′²] may be for quadrature, the larger of both by its size: the difference to a coarser
    /// rule (<see cref="Estimate"/>). The other means come from the same nodes.
    /// </summary>
    /// <param name="q">Variance of z.</param>
    public double RelativeError(double q) => Math.Max(
        Relative(MeanOf(z => Value(z) * Value(z), q)), Relative(MeanOf(z => Slope(z) * Slope(z), q)));

    static double Relative(Estimate estimate) => estimate.Value == 0 ? 0 : estimate.Error / Math.Abs(estimate.Value);

    Estimate MeanOf(Func<double, double> function, double q) => groupUnits is { } units
        ? SphereMean.Of(function, units, Math.Sqrt(q), activation.Kinks)
        : GaussianMean.Of(function, normalMean, Math.Sqrt(q), activation.Kinks);

    // Layers mostly see the same few variances, and φ is what takes time: all means of a variance come from one pass.
    Moments At(double q)
    {
        if (_known.TryGetValue(q, out Moments? known)) return known;

        var moments = new Moments();
        double deviation = Math.Sqrt(q);
        if (groupUnits is { } units) SphereMean.Visit(units, deviation, activation.Kinks, Add);
        else GaussianMean.Visit(normalMean, deviation, activation.Kinks, Add);
        return _known[q] = moments;

        void Add(double z, double weight) =>
            moments.Add(weight, Value(z), Slope(z), deviation == 0 ? 0 : (z - normalMean) / deviation);
    }

    sealed class Moments
    {
        public double Mean, Square, Fourth, SlopeSquare, SlopeFourth, SquareWithSlopeSquare, SquareWithDeviation,
            SquareWithSquare, SlopeSquareWithDeviation, SlopeSquareWithSquare;

        public void Add(double weight, double value, double slope, double x)
        {
            double square = weight * value * value;
            double slopeSquare = weight * slope * slope;
            Mean += weight * value;
            Square += square;
            Fourth += square * value * value;
            SlopeSquare += slopeSquare;
            SlopeFourth += slopeSquare * slope * slope;
            SquareWithSlopeSquare += square * slope * slope;
            SquareWithDeviation += square * x;
            SquareWithSquare += square * (x * x - 1);
            SlopeSquareWithDeviation += slopeSquare * x;
            SlopeSquareWithSquare += slopeSquare * x * x;
        }
    }
}
