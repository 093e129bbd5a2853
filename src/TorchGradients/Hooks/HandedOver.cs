namespace TorchGradients.Hooks;

/// <summary>Gradients that a callback returned to libtorch.</summary>
static class HandedOver
{
    /// <summary>
    /// Libtorch copies the handle after the callback's return, on the same thread, so the callback cannot dispose it:
    /// the
    /// thread's next callback does. A worker thread of libtorch has no dispose scope that would.
    /// </summary>
    [ThreadStatic]
    static Tensor? _last;

    /// <summary>Disposes what was handed over last and takes this one over.</summary>
    public static Tensor To(Tensor gradient)
    {
        if (!ReferenceEquals(_last, gradient)) _last?.Dispose();
        _last = gradient.DetachFromDisposeScope();
        return gradient;
    }
}
