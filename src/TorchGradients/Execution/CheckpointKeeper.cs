using TorchGradients.Records;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>Keeps a run's state in its folder while it trains, and puts back what an earlier process kept.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="empty">A checkpoint of this run without a state: its identity and environment.</param>
/// <param name="records">The run's records.</param>
/// <param name="seconds">Time so far, of all attempts together.</param>
sealed class CheckpointKeeper(string folder, Checkpoint empty, RecordWriter records, Func<double> seconds)
{
    int _kept;

    /// <summary>Puts the state back, and says so in the records.</summary>
    /// <param name="from">What was kept.</param>
    /// <param name="engine">Gets the state.</param>
    /// <param name="place">The run's place among the engine's members.</param>
    /// <param name="member">Gets how far it is.</param>
    public void Restore(Checkpoint from, IEngine engine, int place, LoopMember member)
    {
        engine.Restore(place, from.State);
        _kept = member.Steps;
        records.Lifecycle(member.Steps, "resumed", $"after {member.Steps} steps, from {CheckpointFile.Name}");
    }

    /// <summary>Keeps the state as it is between two steps, once for the same step.</summary>
    /// <param name="engine">Has the state.</param>
    /// <param name="place">The run's place among the engine's members.</param>
    /// <param name="member">How far it is.</param>
    public void Keep(IEngine engine, int place, LoopMember member)
    {
        if (member.Steps == _kept) return;

        // The records first: a checkpoint never speaks of a line that is not on the disk.
        long length = records.Save();
        CheckpointFile.Write(folder, empty with
        {
            Seconds = seconds(),
            RecordsLength = length,
            Progress = member.Progress,
            State = engine.State(place),
        });
        _kept = member.Steps;
    }
}
