namespace TorchGradients.Training.Clipping;

/// <summary>What bounds the gradients of a step, for each member by itself.</summary>
public abstract class GradientClipping
{
    /// <summary>Bounds all gradients of a step in place; each is [member, …].</summary>
    public abstract void Apply(IReadOnlyList<Tensor> gradients);

    /// <summary>The same for the hand-rolled engine: all gradients of one network, each as a flat array.</summary>
    public abstract void Apply(IReadOnlyList<double[]> gradients);
}
