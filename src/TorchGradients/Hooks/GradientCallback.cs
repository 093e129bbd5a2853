namespace TorchGradients.Hooks;

/// <summary>An identity whose backward pass hands the gradient to a callback and goes on with what that
/// returns.</summary>
/// <remarks>Torch keeps one object of this type in the process, so all state travels in the context of a
/// pass.</remarks>
sealed class GradientCallback : torch.autograd.SingleTensorFunction<GradientCallback>
{
    const string Callback = "callback";

    /// <inheritdoc/>
    public override string Name => nameof(GradientCallback);

    /// <summary>The same numbers in the same memory, with the callback on the gradient's way.</summary>
    /// <param name="tensor">Needs a gradient.</param>
    /// <param name="callback">Gets the gradient, invalid if there is none; must not throw.</param>
    public static Tensor Apply(Tensor tensor, Func<Tensor, Tensor> callback)
    {
        // A detached tensor shares memory and version, yet is no view to autograd: it may be changed in place.
        using Tensor identity = tensor.detach();
        return apply(tensor, new Passage(identity, callback));
    }

    /// <inheritdoc/>
    public override Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
    {
        var passage = (Passage)vars[1];
        ctx.set_materialize_grads(false);
        ctx.save_data(Callback, passage.Callback);
        return passage.Identity;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(torch.autograd.AutogradContext ctx, Tensor grad_output)
    {
        var callback = (Func<Tensor, Tensor>)ctx.get_data(Callback);
        return [callback(grad_output), null!];   // the passage has no gradient
    }

    sealed record Passage(Tensor Identity, Func<Tensor, Tensor> Callback);
}
