namespace TorchGradients.Hooks;

/// <summary>One call of a hooked module, on its way back: joins the gradients of output and input, then calls the
/// hooks.</summary>
/// <param name="module">The module.</param>
/// <param name="handles">Of the hooks there were when the call began, in their order.</param>
/// <param name="input">The input's shape and kind if it needs a gradient, else null.</param>
sealed class HookedPass(Layer module, IReadOnlyList<BackwardHookHandle> handles, GradientShape? input)
{
    readonly BackwardHook[] _hooks = [.. handles.Select(handle => handle.HookOfPass())];
    Tensor? _outputGradient;

    /// <summary>Takes the gradient of the output. Hooks fire now if no gradient of the input will come.</summary>
    public Tensor OutputArrived(Tensor gradient)
    {
        if (gradient.IsInvalid) return gradient;

        gradient.DetachFromDisposeScope();   // the input's may arrive in another scope
        if (input is null)
        {
            Fire(null, gradient);
            return HandedOver.To(gradient);
        }

        // One is left from an earlier backward pass if that one needed no gradient of the input.
        Interlocked.Exchange(ref _outputGradient, gradient)?.Dispose();
        return gradient;
    }

    /// <summary>Takes the gradient of the input and returns what goes on in its place.</summary>
    public Tensor InputArrived(Tensor gradient)
    {
        using var outputGradient = Interlocked.Exchange(ref _outputGradient, null);
        if (outputGradient is null) return gradient;   // it came around the output: the module was not passed

        var result = Fire(gradient.IsInvalid ? null : gradient, outputGradient) ?? gradient;
        return result.IsInvalid ? result : HandedOver.To(result);
    }

    /// <summary>The input's gradient after the hooks.</summary>
    Tensor? Fire(Tensor? inputGradient, Tensor outputGradient)
    {
        var current = inputGradient;
        for (int i = 0; i < handles.Count; i++)
        {
            if (handles[i].IsRemoved) continue;

            try
            {
                if (Replacement(_hooks[i], current, outputGradient) is not { } replacement) continue;
                current?.Dispose();
                current = replacement;
            }
#pragma warning disable CA1031 // Whatever it is, it would end the process on its way through native code.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                handles[i].Keep(exception);
                break;
            }
        }

        return current;
    }

    /// <summary>What a hook returns, under a handle of our own: the hook's may be used again.</summary>
    Tensor? Replacement(BackwardHook hook, Tensor? inputGradient, Tensor outputGradient)
    {
        using var scope = torch.NewDisposeScope();
        var replacement = hook(module, inputGradient, outputGradient);
        if (replacement is null || ReferenceEquals(replacement, inputGradient)) return null;

        if (input is null)
        {
            throw new InvalidOperationException(
                "The backward hook returned a gradient, but the module's input needs none that it could replace.");
        }

        input.Require(replacement);
        return replacement.alias().DetachFromDisposeScope();
    }
}
