using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Records.Packs;

namespace TorchGradients.Cli.Slurm;

/// <summary>Attempts of a task whose results are packed: what has ended goes from its folder into the pack.</summary>
/// <param name="attempts">Where runs lie while they go.</param>
/// <param name="pack">Takes what ends.</param>
internal sealed class PackedAttempts(SharedAttempts attempts, PackWriter pack) : IRunAttempts
{
    /// <inheritdoc/>
    public string Experiment => attempts.Experiment;

    /// <inheritdoc/>
    public string? Obstacle => attempts.Obstacle;

    /// <inheritdoc/>
    public string Begin(PlannedRun run, EarlierAttempts earlier, Func<EnvironmentRecord> here, Action<string> say) =>
        attempts.Begin(run, earlier, here, say);

    /// <inheritdoc/>
    public void Publish(string attempt, string run)
    {
        if (OutcomeFile.Read(Path.Combine(attempt, OutcomeFile.Name)).Status == RunStatus.Cancelled)
        {
            PutAside(attempt, run);
            return;
        }

        pack.Add(run, attempt);
        Directory.Delete(attempt, recursive: true);
    }

    /// <summary>Without a checkpoint there is nothing to go on from, and the folder may lie on the node's own disk.</summary>
    public void PutAside(string attempt, string run)
    {
        if (CheckpointFile.IsIn(attempt)) attempts.PutAside(attempt, run);
        else if (Directory.Exists(attempt)) Directory.Delete(attempt, recursive: true);
    }
}
