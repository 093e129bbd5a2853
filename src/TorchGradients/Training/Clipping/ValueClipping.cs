namespace TorchGradients.Training.Clipping;

/// <summary>Every entry between −maximum and maximum. Source: torch.nn.utils.clip_grad_value_.</summary>
public sealed class ValueClipping(ValueClippingOptions options) : GradientClipping
{
    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<Tensor> gradients)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();
        foreach (var gradient in gradients)
        {
            gradient.clamp_(-options.Maximum, options.Maximum);
        }
    }

    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<double[]> gradients)
    {
        foreach (double[] gradient in gradients)
        {
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] = Math.Clamp(gradient[i], -options.Maximum, options.Maximum);
            }
        }
    }
}
