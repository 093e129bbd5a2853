namespace TorchGradients.Cli.Workers;

/// <summary>How a process ended, in words.</summary>
internal static class ExitWords
{
    const int SignalBase = 128;

    static readonly Dictionary<int, string> s_signals = new()
    {
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [15] = "SIGTERM",
    };

    /// <summary>For example <c>killed by SIGKILL (out of memory?)</c>, <c>exit code 3</c>.</summary>
    /// <param name="exitCode">.NET reports a signal on Unix as 128 and its number.</param>
    public static string Of(int exitCode) => s_signals.TryGetValue(exitCode - SignalBase, out string? signal)
        ? $"killed by {signal}{(signal == "SIGKILL" ? ", as the system does where memory runs out" : "")}"
        : FormattableString.Invariant($"exit code {exitCode}");
}
