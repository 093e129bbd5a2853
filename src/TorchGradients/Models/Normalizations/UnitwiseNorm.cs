using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Normalizations;

/// <summary>A normalisation of each sample over its units, then scaled and (rms norm apart) shifted per unit.</summary>
/// <param name="options">Position and ε.</param>
/// <param name="normalize">[member, batch, units] and ε to the same shape, before scale and shift.</param>
/// <param name="hasShift">Whether there is a β.</param>
/// <param name="groups">A number that must divide the width; 1 for none.</param>
public sealed class UnitwiseNorm(
    PositionOptions options, Func<Tensor, Scalar, Tensor> normalize, bool hasShift, int groups = 1) : Normalization
{
    readonly KeptNumber _epsilon = options.Epsilon;

    /// <inheritdoc/>
    public override bool AfterActivation => options.AfterActivation;

    /// <inheritdoc/>
    /// <remarks>Those that centre are those with a shift: rms norm does neither.</remarks>
    public override NormalizationStatistics Statistics => new(OverBatch: false, IsCentred: hasShift, options.Epsilon, groups);

    /// <inheritdoc/>
    public override (string Finding, string Fix)? Obstacle(int units, int batchSize) => units % groups == 0
        ? null
        : (FormattableString.Invariant($"has {groups} groups, which do not divide the width {units}"),
            "Change model:width, or the normalisation's groups.");

    /// <inheritdoc/>
    public override NormalizationLayer Build(int members, int units, torch.ScalarType precision, torch.Device device) =>
        new UnitwiseNormLayer(input => normalize(input, _epsilon), hasShift, members, units, precision, device);

    /// <summary>(x − μ) / √(σ² + ε) over the units of each group.</summary>
    internal static Tensor Standardize(Tensor input, int groups, Scalar epsilon)
    {
        Tensor grouped = input.view(input.shape[0], input.shape[1], groups, input.shape[2] / groups);
        Tensor centred = grouped - grouped.mean([-1], keepdim: true);
        return (centred * centred.Squared().mean([-1], keepdim: true).Plus(epsilon).rsqrt()).view(input.shape);
    }

    /// <summary>x / √(mean x² + ε) over the units.</summary>
    internal static Tensor ByRootMeanSquare(Tensor input, Scalar epsilon) =>
        input * input.Squared().mean([-1], keepdim: true).Plus(epsilon).rsqrt();
}
