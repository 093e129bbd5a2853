using System.ComponentModel;
using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Activations;

/// <summary>max(0, z) + p·min(0, z) with one learned p per layer.</summary>
public sealed class ParametricRelu(ParametricRelu.Options options) : Activation
{
    /// <summary>Options of <c>prelu</c>.</summary>
    public sealed record Options
    {
        /// <summary>Where p starts.</summary>
        [Description("where the learned slope below 0 starts")]
        public double InitialSlope { get; init; } = 0.25;
    }

    /// <inheritdoc/>
    public override double? InitialParameter => options.InitialSlope;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor z, Tensor? parameter) =>
        torch.where(z > Kept.Zero, z, parameter! * z);

    /// <inheritdoc/>
    public override Tensor Slope(Tensor z, Tensor? parameter) =>
        torch.where(z > Kept.Zero, torch.ones_like(z), parameter!.expand(z.shape));

    /// <inheritdoc/>
    public override double Value(double z, double parameter) => z > 0 ? z : parameter * z;

    /// <inheritdoc/>
    public override double Derivative(double z, double parameter) => z > 0 ? 1 : parameter;

    /// <inheritdoc/>
    public override double ParameterDerivative(double z, double parameter) => z > 0 ? 0 : z;

    /// <inheritdoc/>
    public override double MaximalSlope(double parameter) => Math.Max(1, Math.Abs(parameter));

    /// <inheritdoc/>
    public override Tensor MaximalSlope(Tensor parameter) => parameter.abs().clamp_min(Kept.One);
}
