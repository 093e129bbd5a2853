namespace TorchGradients.Training.Clipping;

/// <summary>Every entry between −maximum and maximum. Source: torch.nn.utils.clip_grad_value_.</summary>
public sealed class ValueClipping(IReadOnlyList<ValueClippingOptions> members) : GradientClipping
{
    readonly MemberNumbers _maximum = MemberNumbers.Of(members, options => options.Maximum);

    /// <inheritdoc/>
    public override IReadOnlyList<MemberNumbers> Numbers => [_maximum];

    /// <inheritdoc/>
    public override GradientClipping Stack(IReadOnlyList<GradientClipping> members) =>
        new ValueClipping([.. members.Cast<ValueClipping>().SelectMany(member => member.Options)]);

    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<Tensor> gradients, IReadOnlyList<Tensor> gathered)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();
        foreach (var gradient in gathered)
        {
            _maximum.Clamp(gradient);
        }
    }

    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<double[]> gradients)
    {
        foreach (double[] gradient in gradients)
        {
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] = Math.Clamp(gradient[i], -_maximum[0], _maximum[0]);
            }
        }
    }

    IReadOnlyList<ValueClippingOptions> Options => members;
}
