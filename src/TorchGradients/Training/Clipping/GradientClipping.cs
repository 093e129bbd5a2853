namespace TorchGradients.Training.Clipping;

/// <summary>What bounds the gradients of a step, for each member by itself and with a number of its own.</summary>
public abstract class GradientClipping
{
    /// <summary>The same for several members, each with its own maximum; all are of this one's kind.</summary>
    public abstract GradientClipping Stack(IReadOnlyList<GradientClipping> members);

    /// <summary>The numbers of members that it takes: they must be in a table on the device where members differ.</summary>
    public abstract IReadOnlyList<MemberNumbers> Numbers { get; }

    /// <summary>Bounds all gradients of a step in place; each is [member, …].</summary>
    public void Apply(IReadOnlyList<Tensor> gradients) => Apply(gradients, gradients);

    /// <summary>The same where they are gathered in fewer tensors.</summary>
    /// <param name="gradients">Those of each parameter; they are looked at.</param>
    /// <param name="gathered">The same numbers, each [member, …]; they are bounded in place.</param>
    public abstract void Apply(IReadOnlyList<Tensor> gradients, IReadOnlyList<Tensor> gathered);

    /// <summary>The same for the hand-rolled engine: all gradients of one network, each as a flat array.</summary>
    public abstract void Apply(IReadOnlyList<double[]> gradients);
}
