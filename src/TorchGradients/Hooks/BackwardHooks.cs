namespace TorchGradients.Hooks;

/// <summary>Backward hooks for any TorchSharp module with one tensor in and one out; TorchSharp has none.</summary>
/// <remarks>
/// <para>
/// They do what PyTorch's <c>register_full_backward_hook</c> does. The input and the output of a hooked module pass
/// through an identity whose backward pass is a callback. (Keeping tensors with <c>retain_grad</c> and reading them
/// afterwards gives the same numbers, but neither an order nor a moment to replace a gradient.)
/// </para>
/// <para>
/// Hooks fire in backward order: of modules that follow each other the last first; of nested ones the inner first,
/// unless
/// the outer one's input needs no gradient: such a module's hooks fire as soon as the gradient of its output is there.
/// Several hooks of one module fire in the order of registration. A module that is called several times fires once a
/// call. Hooks do not fire without a backward pass, for a call under <c>no_grad</c>, or where the backward pass
/// needs no gradient of the module's input (<c>autograd.grad</c> for the parameters of later layers). They fire on the
/// thread that runs the backward pass. Modules must be called with <c>call</c>: TorchSharp's <c>forward</c> skips
/// hooks.
/// </para>
/// <para>
/// An exception cannot travel through libtorch. The first one a hook throws is kept, the gradient goes on unchanged,
/// the
/// module's other hooks are skipped in that pass, and the exception is thrown by the next
/// <see cref="BackwardHookHandle.ThrowIfFailed"/> or, if none came, by the next <c>call</c> of the module.
/// </para>
/// <para>
/// A hooked module hands on another tensor object than it made, over the same memory, so in-place modules work as long
/// as their returned value is used. As with any operation of TorchSharp, tensors on the way belong to the caller's
/// dispose
/// scope, or to the garbage collector where there is none.
/// </para>
/// </remarks>
public static class BackwardHooks
{
    /// <summary>Calls <paramref name="hook"/> in every backward pass through a later call of the module.</summary>
    /// <returns>What removes the hook when disposed. The hook stays registered if nobody keeps this.</returns>
    public static BackwardHookHandle RegisterBackwardHook(this Layer module, BackwardHook hook)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(hook);
        return ModuleHooks.Of(module).Add(module, () => hook);
    }
}
