using TorchGradients.Arithmetic;
using TorchGradients.Models;
using TorchGradients.Models.Activations;

namespace TorchGradients.Training;

/// <summary>A layer's measurements as tensors: each [member] of float64, still on the device.</summary>
/// <remarks>Numbers become float64 before they are squared: squares of float32 numbers below 1e-22 vanish.</remarks>
static class LayerMeasures
{
    static readonly Scalar s_saturatedShare = 0.05;

    /// <summary>Share of the mean square below which a variance is rounding, see <see cref="SignalToNoise"/>.</summary>
    static readonly Scalar s_roundingShare = 1e-13;

    /// <summary>‖x‖₂ over all but the member axis; null of null.</summary>
    public static Tensor? Norm(Tensor? tensor) => tensor is null
        ? null
        : tensor.detach().to(torch.float64).reshape(tensor.shape[0], -1).norm(-1);

    /// <summary>Mean over all but the member axis.</summary>
    public static Tensor Mean(Tensor tensor) => MemberMoments.Mean(tensor);

    /// <summary>Standard deviation of the population over all but the member axis.</summary>
    public static Tensor StandardDeviation(Tensor tensor) => MemberMoments.StandardDeviation(tensor);

    /// <summary>Fraction of entries that are exactly zero; null of null.</summary>
    public static Tensor? ZeroFraction(Tensor? tensor) => tensor is null ? null : Mean(tensor.eq(Kept.Zero));

    /// <summary>Fraction of entries with |φ′(z)| below 5 % of the largest |φ′|.</summary>
    /// <param name="slope">φ′(z), [member, batch, units].</param>
    /// <param name="maximalSlope">The largest |φ′|: one number, or [member, 1, 1].</param>
    public static Tensor Saturation(Tensor slope, Tensor maximalSlope) =>
        Mean(slope.abs().lt(maximalSlope * s_saturatedShare));

    /// <summary>Fraction of units whose φ′ is exactly 0 on the whole batch.</summary>
    /// <param name="slope">φ′(z), [member, batch, units].</param>
    public static Tensor DeadUnits(Tensor slope) => slope.eq(Kept.Zero).all(-2).to(torch.float64).mean([-1]);

    /// <summary>The largest |φ′|: one number, or with a learned parameter one per member [member, 1, 1].</summary>
    public static Tensor MaximalSlope(Activation activation, Tensor? parameter, Tensor like) => parameter is not null
        ? activation.MaximalSlope(parameter.detach())
        : Kept.With(activation.MaximalSlope(0), slope =>
            torch.full([], slope, dtype: like.dtype, device: like.device));   // torch.tensor would copy it there

    /// <summary>
    /// |mean| / standard deviation over samples of the per-sample weight gradient, averaged over the weights whose
    /// deviation is not 0; −1 where there is no such weight.
    /// </summary>
    /// <remarks>
    /// Sample s contributes g_s = B · a_s δ_sᵀ, δ the gradient of the mean loss at the affine output, so that
    /// the mean over samples is ∂𝓛/∂W = aᵀδ and the mean of squares is B · (a²)ᵀ(δ²): two matrix products instead of a
    /// tensor per sample. Their difference cancels where all samples agree: a variance below 1e-13 of the mean
    /// square cannot be told from rounding in float64 and counts as 0.
    /// </remarks>
    /// <param name="input">a, [member, batch, in].</param>
    /// <param name="delta">[member, batch, out].</param>
    public static Tensor SignalToNoise(Tensor input, Tensor delta)
    {
        long batch = input.shape[1];
        var a = input.detach().to(torch.float64).transpose(-2, -1);   // [member, in, batch]
        var d = delta.to(torch.float64);

        var mean = torch.bmm(a, d);   // [member, in, out]
        var meanSquare = Kept.With(batch, torch.bmm(a.Squared(), d.Squared()).mul_);
        var variance = meanSquare - mean.Squared();
        var spreads = variance.gt(meanSquare * s_roundingShare).logical_or(variance.isnan());
        var ratios = mean.abs() / variance.sqrt();

        var sum = torch.where(spreads, ratios, torch.zeros_like(ratios)).sum(-1).sum(-1);
        var count = spreads.to(torch.float64).sum(-1).sum(-1);
        return torch.where(count.gt(Kept.Zero), sum / count, -torch.ones_like(sum));
    }
}
