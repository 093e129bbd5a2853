using TorchGradients.Arithmetic;

namespace TorchGradients.Training.Clipping;

/// <summary>Shrinks all gradients of a network together where their norm is above a maximum.</summary>
/// <remarks>
/// g · min(1, maximum / (‖g‖ + 1e-6)), ‖g‖ over all parameters of a member, summed in double precision.
/// Source: Pascanu, Mikolov and Bengio 2013, algorithm 1; torch.nn.utils.clip_grad_norm_, whose 1e-6 it keeps.
/// </remarks>
public sealed class NormClipping(IReadOnlyList<NormClippingOptions> members) : GradientClipping
{
    const double Slack = 1e-6;

    static readonly Scalar s_slack = Slack;

    readonly MemberNumbers _maximum = MemberNumbers.Of(members, options => options.Maximum);

    /// <inheritdoc/>
    public override IReadOnlyList<MemberNumbers> Numbers => [_maximum];

    /// <inheritdoc/>
    public override GradientClipping Stack(IReadOnlyList<GradientClipping> members) =>
        new NormClipping([.. members.Cast<NormClipping>().SelectMany(member => member.Options)]);

    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<Tensor> gradients, IReadOnlyList<Tensor> gathered)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();

        var total = StackedNorms.InDouble(gradients).t().contiguous().norm(-1);   // [member]
        var factor = _maximum.Over(total.Plus(s_slack)).clamp_max(Kept.One);
        foreach (var gradient in gathered)
        {
            long[] shape = [factor.shape[0], .. Enumerable.Repeat(1L, (int)gradient.dim() - 1)];
            gradient.mul_(factor.to(gradient.dtype).view(shape));
        }
    }

    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<double[]> gradients)
    {
        double total = Math.Sqrt(gradients.Sum(gradient => gradient.Sum(entry => entry * entry)));
        double factor = Math.Min(1, _maximum[0] / (total + Slack));
        foreach (double[] gradient in gradients)
        {
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] *= factor;
            }
        }
    }

    IReadOnlyList<NormClippingOptions> Options => members;
}
