using System.Runtime.ExceptionServices;

namespace TorchGradients.Hooks;

/// <summary>A registered backward hook; disposing removes it.</summary>
public sealed class BackwardHookHandle : IDisposable
{
    readonly ModuleHooks _owner;
    ExceptionDispatchInfo? _failure;

    internal BackwardHookHandle(ModuleHooks owner, Func<BackwardHook> hookOfPass)
    {
        _owner = owner;
        HookOfPass = hookOfPass;
    }

    /// <summary>Whether the hook has been removed: it does not fire any more, not even for calls made before.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>The hook to call for a pass that begins now.</summary>
    internal Func<BackwardHook> HookOfPass { get; }

    /// <summary>Throws what the hook threw first since the last time, as it was thrown; after that it is
    /// forgotten.</summary>
    public void ThrowIfFailed() => Interlocked.Exchange(ref _failure, null)?.Throw();

    /// <summary>Removes the hook; may be called from inside a hook, repeatedly, and after the module was
    /// disposed.</summary>
    public void Dispose()
    {
        IsRemoved = true;
        _owner.Remove(this);
    }

    /// <summary>Keeps what the hook threw until somebody can take it.</summary>
    internal void Keep(Exception exception) =>
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
}
