using System.ComponentModel;
using TorchGradients.Arithmetic;

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
    readonly KeptNumber _low = options.Minimum;
    readonly KeptNumber _high = options.Maximum;

    /// <inheritdoc/>
    public override (string Finding, string Fix)? Obstacle => _minimum < _maximum
        ? null
        : (FormattableString.Invariant($"has the minimum {_minimum}, which is not below the maximum {_maximum}"),
            "Lower the minimum, or raise the maximum.");

    /// <inheritdoc/>
    public override Tensor Apply(Tensor z, Tensor? parameter) => Cut(z, z, _low, _high, _low, _high);

    /// <inheritdoc/>
    public override Tensor Slope(Tensor z, Tensor? parameter) => ((z > _low) & (z < _high)).to(z.dtype);

    /// <inheritdoc/>
    public override double Value(double z, double parameter) => Math.Min(Math.Max(z, _minimum), _maximum);

    /// <inheritdoc/>
    public override double Derivative(double z, double parameter) => z > _minimum && z < _maximum ? 1 : 0;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [_minimum, _maximum];

    /// <inheritdoc/>
    public override double MaximalSlope(double parameter) => 1;

    /// <summary>
    /// <paramref name="value"/> where z is inside the bounds; outside and on them constant. TorchSharp's own hardtanh passes
    /// values on uncut, and libtorch's hardsigmoid differentiates with a float32 sixth in float64 too.
    /// </summary>
    internal static Tensor Cut(Tensor z, Tensor value, Scalar minimum, Scalar maximum, Scalar low, Scalar high) =>
        torch.where((z > minimum) & (z < maximum), value, value.detach().clamp(low, high));
}
