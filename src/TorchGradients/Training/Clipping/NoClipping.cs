namespace TorchGradients.Training.Clipping;

/// <summary>Leaves gradients alone.</summary>
public sealed class NoClipping : GradientClipping
{
    /// <inheritdoc/>
    public override IReadOnlyList<MemberNumbers> Numbers => [];

    /// <inheritdoc/>
    public override GradientClipping Stack(IReadOnlyList<GradientClipping> members) => this;

    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<Tensor> gradients, IReadOnlyList<Tensor> gathered)
    {
        // Nothing is bounded.
    }

    /// <inheritdoc/>
    public override void Apply(IReadOnlyList<double[]> gradients)
    {
        // Nothing is bounded.
    }
}
