using TorchGradients.Benchmarks.Processes;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>What the measures of one call share.</summary>
/// <param name="Repeats">Timed turns of each side.</param>
/// <param name="IsQuick">Sizes that only show that everything works; nothing is held against its target.</param>
/// <param name="Peer">PyTorch for Python.</param>
/// <param name="Browser">Chromium.</param>
/// <param name="Scratch">Where the measured programs write.</param>
/// <param name="Cancellation">Ends what is going.</param>
sealed record Session(
    int Repeats, bool IsQuick, Peer Peer, Browser Browser, Scratch Scratch, CancellationToken Cancellation)
{
    /// <summary>As many as are asked for, or the few of a quick look.</summary>
    internal int Count(int full, int quick = 3) => IsQuick ? quick : full;
}
