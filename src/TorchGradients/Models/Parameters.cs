namespace TorchGradients.Models;

/// <summary>Tensors that outlive steps.</summary>
static class Parameters
{
    /// <summary>A leaf with a gradient, outside every dispose scope: whoever asks owns it.</summary>
    internal static Tensor Own(Tensor values)
    {
        Tensor leaf = values.detach().requires_grad_(true);
        return leaf.DetachFromDisposeScope();
    }
}
