using TorchGradients.Arithmetic;

namespace TorchGradients.Models.Normalizations;

/// <summary>γ · normalize(x) + β.</summary>
sealed class UnitwiseNormLayer : NormalizationLayer
{
    readonly Func<Tensor, Tensor> _normalize;
    readonly Tensor _scale;
    readonly Tensor? _shift;

    internal UnitwiseNormLayer(
        Func<Tensor, Tensor> normalize, bool hasShift, int members, int units, torch.ScalarType precision, torch.Device device)
    {
        _normalize = normalize;
        _scale = Parameters.Own(torch.ones([members, 1, units], precision, device));
        _shift = hasShift ? Parameters.Own(torch.zeros([members, 1, units], precision, device)) : null;
    }

    /// <inheritdoc/>
    public override Tensor Scale => _scale;

    /// <inheritdoc/>
    public override Tensor? Shift => _shift;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor input, bool training)
    {
        Tensor scaled = _normalize(input.contiguous()) * _scale;
        return _shift is null ? scaled : scaled.Plus(_shift);
    }
}
