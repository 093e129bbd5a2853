namespace TorchGradients.Cli;

/// <summary>What the program answers with.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A run failed, or a check did not hold.</summary>
    public const int Failed = 1;

    /// <summary>Invalid input; nothing was run.</summary>
    public const int InvalidInput = 2;

    /// <summary>Interrupted; what is complete stays.</summary>
    public const int Interrupted = 130;
}
