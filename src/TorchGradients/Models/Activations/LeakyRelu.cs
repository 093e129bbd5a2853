using System.ComponentModel;
using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Activations;

/// <summary>max(0, z) + s·min(0, z); at 0 the slope is s, as autograd has it.</summary>
public sealed class LeakyRelu(LeakyRelu.Options options) : Activation
{
    /// <summary>Options of <c>leaky-relu</c>.</summary>
    public sealed record Options
    {
        /// <summary>s.</summary>
        [Description("slope below 0")]
        public double NegativeSlope { get; init; } = 0.01;
    }

    readonly double _slope = options.NegativeSlope;
    readonly KeptNumber _below = options.NegativeSlope;
    readonly KeptNumber _difference = 1 - options.NegativeSlope;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor z, Tensor? parameter) => z.leaky_relu(_below);

    /// <inheritdoc/>
    public override Tensor Slope(Tensor z, Tensor? parameter) => (z > Kept.Zero).to(z.dtype).mul(_difference).Plus(_below);

    /// <inheritdoc/>
    public override double Value(double z, double parameter) => z > 0 ? z : _slope * z;

    /// <inheritdoc/>
    public override double Derivative(double z, double parameter) => z > 0 ? 1 : _slope;

    /// <inheritdoc/>
    public override double MaximalSlope(double parameter) => Math.Max(1, Math.Abs(_slope));
}
