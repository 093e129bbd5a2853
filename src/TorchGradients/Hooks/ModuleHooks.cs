using System.Runtime.CompilerServices;

namespace TorchGradients.Hooks;

/// <summary>The backward hooks of one module, and the two forward hooks that make them fire.</summary>
sealed class ModuleHooks
{
    /// <summary>
    /// A field of the module, so to speak, since TorchSharp's modules cannot be given one: the hooks of a module share
    /// one
    /// pair of forward hooks, so that they fire in the order of registration. It keeps no module alive.
    /// </summary>
    static readonly ConditionalWeakTable<Layer, ModuleHooks> _ofModules = [];

    /// <summary>Calls that have begun, by the input object the module got: a call that throws leaves nothing
    /// behind.</summary>
    readonly ConditionalWeakTable<Tensor, HookedPass> _begun = [];

    readonly Lock _lock = new();
    BackwardHookHandle[] _handles = [];   // replaced as a whole, never changed
    Action? _uninstall;

    /// <summary>The hooks of a module.</summary>
    public static ModuleHooks Of(Layer module) => _ofModules.GetOrCreateValue(module);

    /// <summary>Adds a hook that is made anew for each call of the module.</summary>
    public BackwardHookHandle Add(Layer module, Func<BackwardHook> hookOfPass)
    {
        lock (_lock)
        {
            var handle = new BackwardHookHandle(this, hookOfPass);
            if (_uninstall is null)
            {
                var before = module.register_forward_pre_hook((_, input) => Begin(module, input)!);
                var after = module.register_forward_hook((_, input, output) => End(module, input, output)!);
                _uninstall = () =>
                {
                    before.remove();
                    after.remove();
                };
            }

            _handles = [.. _handles, handle];
            return handle;
        }
    }

    /// <summary>Removes a hook; the last one takes the forward hooks with it.</summary>
    public void Remove(BackwardHookHandle handle)
    {
        lock (_lock)
        {
            _handles = [.. _handles.Where(other => other != handle)];
            if (_handles.Length > 0) return;

            _uninstall?.Invoke();
            _uninstall = null;
        }
    }

    /// <summary>The input in whose place the module gets the result; null to leave it.</summary>
    Tensor? Begin(Layer module, Tensor input)
    {
        foreach (var handle in _handles) handle.ThrowIfFailed();
        if (!torch.is_grad_enabled()) return null;

        if (!input.requires_grad)
        {
            _begun.AddOrUpdate(input, new HookedPass(module, _handles, null));
            return null;
        }

        var pass = new HookedPass(module, _handles, new GradientShape(input));
        var wrapped = GradientCallback.Apply(input, pass.InputArrived);
        _begun.Add(wrapped, pass);
        return wrapped;
    }

    /// <summary>The output that takes the place of the module's own; null to leave it.</summary>
    Tensor? End(Layer module, Tensor input, Tensor output)
    {
        if (!torch.is_grad_enabled() || !output.requires_grad) return null;

        if (!_begun.TryGetValue(input, out var pass))
        {
            if (input.requires_grad)
            {
                throw new InvalidOperationException(
                    "A forward pre-hook registered after the backward hook replaced the module's input, so that its "
                    + "gradient cannot be told. Register the backward hook last.");
            }

            pass = new HookedPass(module, _handles, null);
        }

        _begun.Remove(input);
        return GradientCallback.Apply(output, pass.OutputArrived);
    }
}
