using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Normalizations;

/// <summary>
/// y = γ (x − μ) / √(σ² + ε) + β with the batch's mean and (biased) variance per member and unit; in evaluation with
/// the
/// running ones, which follow the mean and the unbiased variance. Members are further units to torch's own batch norm.
/// </summary>
sealed class BatchNormLayer : NormalizationLayer
{
    readonly BatchNormOptions _options;
    readonly KeptNumber _epsilon;
    readonly Tensor _scale, _shift, _runningMean, _runningVariance;

    internal BatchNormLayer(BatchNormOptions options, int members, int units, torch.ScalarType precision, torch.Device device)
    {
        _options = options;
        _epsilon = options.Epsilon;
        _scale = Parameters.Own(torch.ones([members, 1, units], precision, device));
        _shift = Parameters.Own(torch.zeros([members, 1, units], precision, device));
        _runningMean = torch.zeros([members, units], precision, device).DetachFromDisposeScope();
        _runningVariance = torch.ones([members, units], precision, device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor Scale => _scale;

    /// <inheritdoc/>
    public override Tensor Shift => _shift;

    /// <inheritdoc/>
    public override Tensor RunningMean => _runningMean;

    /// <inheritdoc/>
    public override Tensor RunningVariance => _runningVariance;

    /// <inheritdoc/>
    public override Tensor FixedFactor(Tensor input) =>
        _scale.detach() / input.to(torch.float64).var([1L], unbiased: false, keepdim: true).Plus(_epsilon).sqrt();

    /// <inheritdoc/>
    public override Tensor Apply(Tensor input, bool training)
    {
        (long members, long batch, long units) = (input.shape[0], input.shape[1], input.shape[2]);
        // Unbound and stacked, not transposed: so the gradient comes back as one block per member, whose sums have the same
        // bits as those of a member alone.
        Tensor flat = members == 1 ? input.reshape(batch, units) : torch.stack(input.unbind(0), 1).view(batch, members * units);
        Tensor normalized = torch.nn.functional.batch_norm(
            flat, _runningMean.view(-1), _runningVariance.view(-1), _scale.reshape(-1), _shift.reshape(-1),
            training, _options.Momentum, _options.Epsilon);
        return members == 1
            ? normalized.view(1, batch, units)
            : normalized.view(batch, members, units).transpose(0, 1).contiguous();
    }
}
