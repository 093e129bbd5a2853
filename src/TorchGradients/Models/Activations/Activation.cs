using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Activations;

/// <summary>
/// An activation φ, entry by entry: as tensors for the torch engine, as numbers for the hand-rolled one. A learned
/// parameter p (prelu's slope) is shared by a layer; activations without one ignore it.
/// </summary>
public abstract class Activation
{
    /// <summary>φ(z), of any shape; differentiable by autograd, never in place.</summary>
    /// <param name="z">What enters φ: [member, batch, units].</param>
    /// <param name="parameter">The learned parameter [member, 1, 1], or null.</param>
    public abstract Tensor Apply(Tensor z, Tensor? parameter);

    /// <summary>φ′(z), of the shape of <paramref name="z"/>; at a kink, the value that autograd uses.</summary>
    public abstract Tensor Slope(Tensor z, Tensor? parameter);

    /// <summary>φ(z).</summary>
    public abstract double Value(double z, double parameter);

    /// <summary>φ′(z).</summary>
    public abstract double Derivative(double z, double parameter);

    /// <summary>∂φ(z)/∂p; 0 without a parameter.</summary>
    public virtual double ParameterDerivative(double z, double parameter) => 0;

    /// <summary>
    /// What is wrong with its options together, as the end of "model:activation …", and what to do; null if nothing is.
    /// </summary>
    public virtual (string Finding, string Fix)? Obstacle => null;

    /// <summary>What the learned parameter starts from; null where there is none.</summary>
    public virtual double? InitialParameter => null;

    /// <summary>Where φ or one of its derivatives jumps, apart from 0: integrals over z are cut there.</summary>
    public virtual IReadOnlyList<double> Kinks => [];

    /// <summary>The largest |φ′| over all z: what saturation is measured against.</summary>
    public abstract double MaximalSlope(double parameter);

    /// <summary>The largest |φ′| for each learned parameter [member, 1, 1], of its shape and on its device.</summary>
    public virtual Tensor MaximalSlope(Tensor parameter) =>
        Kept.With(MaximalSlope(0), slope => torch.full_like(parameter, slope));
}
