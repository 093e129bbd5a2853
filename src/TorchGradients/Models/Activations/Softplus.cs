using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Activations;

/// <summary>ln(1 + e^(βz)) / β; above the threshold z itself, as PyTorch has it.</summary>
public sealed class Softplus(Softplus.Options options) : Activation
{
    /// <summary>Options of <c>softplus</c>.</summary>
    public sealed record Options
    {
        /// <summary>β.</summary>
        [Description("sharpness"), Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
        public double Beta { get; init; } = 1;

        /// <summary>βz above this is passed on as it is.</summary>
        [Description("beta * z above this is passed on as it is")]
        public double Threshold { get; init; } = 20;
    }

    readonly double _beta = options.Beta;
    readonly double _threshold = options.Threshold;
    readonly KeptNumber _sharpness = options.Beta;
    readonly KeptNumber _limit = options.Threshold;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor z, Tensor? parameter) =>
        torch.where(z * _sharpness > _limit, z, (z * _sharpness).clamp_max(_limit).exp().log1p().div(_sharpness));

    /// <inheritdoc/>
    public override Tensor Slope(Tensor z, Tensor? parameter) =>
        torch.where(z * _sharpness > _limit, torch.ones_like(z), (z * _sharpness).sigmoid());

    /// <inheritdoc/>
    public override double Value(double z, double parameter) =>
        z * _beta > _threshold ? z : Scalars.Softplus(z * _beta) / _beta;

    /// <inheritdoc/>
    public override double Derivative(double z, double parameter) =>
        z * _beta > _threshold ? 1 : Scalars.Sigmoid(z * _beta);

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [_threshold / _beta];

    /// <inheritdoc/>
    public override double MaximalSlope(double parameter) => 1;
}
