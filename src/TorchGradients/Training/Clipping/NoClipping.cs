namespace TorchGradients.Training.Clipping;

/// <summary>Leaves gradients alone.</summary>
public sealed class NoClipping : GradientClipping
{
    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<Tensor> gradients)
    {
        // Nothing is bounded.
    }

    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<double[]> gradients)
    {
        // Nothing is bounded.
    }
}
