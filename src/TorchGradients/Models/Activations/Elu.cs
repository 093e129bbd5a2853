using System.ComponentModel;
using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Activations;

/// <summary>z above 0, α(e^z − 1) below.</summary>
public sealed class Elu(Elu.Options options) : Activation
{
    static readonly Scalar s_unscaled = 1.0;

    /// <summary>Options of <c>elu</c>.</summary>
    public sealed record Options
    {
        /// <summary>α.</summary>
        [Description("-alpha is approached below 0")]
        public double Alpha { get; init; } = 1;
    }

    readonly double _alpha = options.Alpha;
    readonly KeptNumber _below = options.Alpha;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor z, Tensor? parameter) => z.elu(_below, s_unscaled, s_unscaled);

    /// <inheritdoc/>
    public override Tensor Slope(Tensor z, Tensor? parameter) =>
        torch.where(z > Kept.Zero, torch.ones_like(z), z.clamp_max(Kept.Zero).exp().mul(_below));

    /// <inheritdoc/>
    public override double Value(double z, double parameter) => z > 0 ? z : _alpha * (Math.Exp(z) - 1);

    /// <inheritdoc/>
    public override double Derivative(double z, double parameter) => z > 0 ? 1 : _alpha * Math.Exp(z);

    /// <inheritdoc/>
    public override double MaximalSlope(double parameter) => Math.Max(1, Math.Abs(_alpha));
}
