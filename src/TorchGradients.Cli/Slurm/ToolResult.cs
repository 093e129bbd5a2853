namespace TorchGradients.Cli.Slurm;

/// <summary>How one of Slurm's programs ended.</summary>
/// <param name="ExitCode">0: well.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    // As Slurm's programs say it, of several versions.
    static readonly string[] s_silence =
    [
        "Unable to contact slurm controller", "Socket timed out", "Connection refused", "Connection timed out", "temporarily unable",
        "Transport endpoint is not connected", "Zero Bytes were transmitted", "Communication connection failure", "did not answer within",
    ];

    // The same of a machine that knows of no controller at all.
    static readonly string[] s_withoutCluster =
        ["resolve_ctls_from_dns_srv", "DNS SRV lookup failed", "failed to fetch config", "Could not establish a configuration source", "Unable to process configuration file"];

    /// <summary>Whether there is no <c>slurm.conf</c> for it, and so nobody that could be asked.</summary>
    public bool IsWithoutCluster =>
        ExitCode != 0 && s_withoutCluster.Any(words => Error.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it heard nothing from the controller, so that asking again may help.</summary>
    public bool IsSilence => ExitCode != 0 && s_silence.Any(words => Error.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>What it said, in one line.</summary>
    public string Words => string.Join("; ", Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct());
}
