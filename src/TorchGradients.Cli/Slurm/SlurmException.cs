namespace TorchGradients.Cli.Slurm;

/// <summary>Something about Slurm that a person must see to.</summary>
/// <param name="message">What happened, what became of the work, and what to do, in sentences.</param>
/// <param name="exitCode">What the program answers with.</param>
internal sealed class SlurmException(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    /// <summary>What the program answers with.</summary>
    public int ExitCode => exitCode;
}
