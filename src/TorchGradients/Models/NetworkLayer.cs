using TorchGradients.Arithmetic;
using TorchGradients.Models.Activations;
using TorchGradients.Models.Normalizations;

namespace TorchGradients.Models;

/// <summary>
/// One layer of every member: affine map, normalisation, activation, and the way around them. Owns its parameters:
/// weight [member, in, out], bias [member, 1, out], for weight norm a scale g [member, 1, out], for prelu a slope
/// [member, 1, 1].
/// </summary>
public sealed class NetworkLayer : IDisposable
{
    internal NetworkLayer(
        Tensor weight, Tensor? bias, Activation activation, NormalizationLayer? normalization,
        bool normalizesAfterActivation, bool normalizesWeights, bool addsInput)
    {
        Weight = Models.Parameters.Own(weight);
        Bias = bias is null ? null : Models.Parameters.Own(bias);
        Activation = activation;
        ActivationParameter = activation.InitialParameter is { } initial
            ? Models.Parameters.Own(Kept.With(initial, start => torch.full([weight.shape[0], 1, 1], start, weight.dtype, weight.device)))
            : null;
        Normalization = normalization;
        WeightScale = normalizesWeights ? Models.Parameters.Own(DirectionNorm(weight)) : null;
        NormalizesAfterActivation = normalizesAfterActivation;
        AddsInput = addsInput;
        Parameters = [.. new[] { Weight, WeightScale, Bias, normalization?.Scale, normalization?.Shift, ActivationParameter }.OfType<Tensor>()];
    }

    /// <summary>The weight, or under weight norm its direction v: [member, in, out].</summary>
    public Tensor Weight { get; }

    /// <summary>g of weight norm [member, 1, out]; null without.</summary>
    public Tensor? WeightScale { get; }

    /// <summary>The bias [member, 1, out]; null where a normalisation replaces it.</summary>
    public Tensor? Bias { get; }

    /// <summary>φ.</summary>
    public Activation Activation { get; }

    /// <summary>φ's learned parameter [member, 1, 1]; null where it has none.</summary>
    public Tensor? ActivationParameter { get; }

    /// <summary>The normalisation of what passes; null where there is none.</summary>
    public NormalizationLayer? Normalization { get; }

    /// <summary>Whether it stands after φ instead of before it.</summary>
    public bool NormalizesAfterActivation { get; }

    /// <summary>Whether the layer adds its input to what it hands on.</summary>
    public bool AddsInput { get; }

    /// <summary>All that is trained.</summary>
    public IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>W_l as it acts: the weight, or g · v / ‖v‖ per unit.</summary>
    public Tensor EffectiveWeight() => WeightScale is null ? Weight : Weight * (WeightScale / DirectionNorm(Weight));

    /// <summary>W_l a + b_l.</summary>
    /// <remarks>TorchSharp's baddbmm of 0.107.0 has its arguments shifted: this is bias + input · weight.</remarks>
    internal Tensor Affine(Tensor input, Tensor weight) =>
        Bias is null ? torch.bmm(input, weight) : input.baddbmm(weight, Bias);

    /// <summary>The layer's trace, and what it hands on [member, batch, units].</summary>
    internal (LayerTrace Trace, Tensor Output) Forward(Tensor input, bool training, bool retainGradients)
    {
        Tensor weight = EffectiveWeight();
        Tensor affine = Affine(input, weight);
        Tensor z = Normalization is null || NormalizesAfterActivation ? affine : Normalization.Apply(affine, training);
        Tensor activated = Activation.Apply(z, ActivationParameter);
        if (retainGradients)
        {
            // TorchSharp has no backward hooks on tensors: the gradients are read from .grad after the backward pass.
            foreach (Tensor kept in new[] { z, activated }) kept.retain_grad();
            if (!ReferenceEquals(affine, z)) affine.retain_grad();
            if (WeightScale is not null) weight.retain_grad();
        }

        Tensor normalized = Normalization is null || !NormalizesAfterActivation ? activated : Normalization.Apply(activated, training);
        return (new LayerTrace(input, weight, affine, z, activated), AddsInput ? input.Plus(normalized) : normalized);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor parameter in Parameters) parameter.Dispose();
        Normalization?.Dispose();
    }

    static Tensor DirectionNorm(Tensor weight) => weight.Squared().sum(1, keepdim: true).sqrt();
}
