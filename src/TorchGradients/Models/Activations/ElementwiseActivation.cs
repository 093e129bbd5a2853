namespace TorchGradients.Models.Activations;

/// <summary>An activation without a learned parameter, from its formulas.</summary>
/// <param name="apply">φ on tensors.</param>
/// <param name="slope">φ′ on tensors.</param>
/// <param name="value">φ on numbers.</param>
/// <param name="derivative">φ′ on numbers.</param>
/// <param name="maximalSlope">The largest |φ′|.</param>
/// <param name="kinks">Where φ or one of its derivatives jumps, apart from 0.</param>
public sealed class ElementwiseActivation(
    Func<Tensor, Tensor> apply, Func<Tensor, Tensor> slope, Func<double, double> value, Func<double, double> derivative,
    double maximalSlope, params double[] kinks) : Activation
{
    /// <inheritdoc/>
    public override Tensor Apply(Tensor z, Tensor? parameter) => apply(z);

    /// <inheritdoc/>
    public override Tensor Slope(Tensor z, Tensor? parameter) => slope(z);

    /// <inheritdoc/>
    public override double Value(double z, double parameter) => value(z);

    /// <inheritdoc/>
    public override double Derivative(double z, double parameter) => derivative(z);

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => kinks;

    /// <inheritdoc/>
    public override double MaximalSlope(double parameter) => maximalSlope;
}
