namespace TorchGradients.Benchmarks.Commands;

/// <summary>How the program ends.</summary>
static class ExitCode
{
    /// <summary>Everything was measured, and every target held.</summary>
    internal const int Done = 0;

    /// <summary>A target is missed, or something that was measured failed.</summary>
    internal const int Missed = 1;

    /// <summary>Nothing was measured: a wrong argument, or no peer.</summary>
    internal const int InvalidInput = 2;

    /// <summary>Ctrl+C.</summary>
    internal const int Interrupted = 130;
}
