using System.ComponentModel;

namespace TorchGradients.Models.Activations;

/// <summary>z, cut to [minimum, maximum]; the slope is 0 from the bounds on, as autograd has it.</summary>
public sealed class HardTanh(HardTanh.Options options) : Activation
{
    /// <summary>Options of <c>hard-tanh</c>.</summary>
    public sealed record Options
    {
        /// <summary>Lower bound.</summary>
        [Description("lower bound")]
        public double Minimum { get; init; } = -1;

        /// <summary>Upper bound.</summary>
        [Description("upper bound")]
        public double Maximum { get; init; } = 1;
    }

    readonly double _minimum = options.Minimum;
    readonly double _maximum = options.Maximum;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor z, Tensor? parameter) => torch.nn.functional.hardtanh(z, _minimum, _maximum);

    /// <inheritdoc/>
    public override Tensor Slope(Tensor z, Tensor? parameter) => ((z > _minimum) & (z < _maximum)).to(z.dtype);

    /// <inheritdoc/>
    public override double Value(double z, double parameter) => Math.Min(Math.Max(z, _minimum), _maximum);

    /// <inheritdoc/>
    public override double Derivative(double z, double parameter) => z > _minimum && z < _maximum ? 1 : 0;

    /// <inheritdoc/>
    public override double MaximalSlope(double parameter) => 1;
}
