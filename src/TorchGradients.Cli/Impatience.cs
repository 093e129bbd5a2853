using System.Runtime.InteropServices;

namespace TorchGradients.Cli;

/// <summary>Hears a second Ctrl+C (or SIGTERM): running work is to end at once, not cleanly. The first is the framework's.</summary>
internal sealed class Impatience : IDisposable
{
    readonly CancellationTokenSource _atOnce = new();
    readonly PosixSignalRegistration[] _signals;
    int _heard;

    /// <summary>Listens.</summary>
    public Impatience() => _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Hear))];

    /// <summary>Cancelled at the second.</summary>
    public CancellationToken AtOnce => _atOnce.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _atOnce.Dispose();
    }

    void Hear(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _heard) > 1) _atOnce.Cancel();
    }
}
