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
    public void Restore(Checkpoint from, IEngine engine, TrainingLoop loop)
    {
        engine.Restore(0, from.State);
        loop.Progress = from.Progress;
        _kept = loop.Steps;
        records.Lifecycle(loop.Steps, "resumed", $"after {loop.Steps} steps, from {CheckpointFile.Name}");
    }

    /// <summary>Keeps the state as it is between two steps, once for the same step.</summary>
    public void Keep(IEngine engine, TrainingLoop loop)
    {
        if (loop.Steps == _kept) return;

        // The records first: a checkpoint never speaks of a line that is not on the disk.
        long length = records.Save();
        CheckpointFile.Write(folder, empty with
        {
            Seconds = seconds(),
            RecordsLength = length,
            Progress = loop.Progress,
            State = engine.State(0),
        });
        _kept = loop.Steps;
    }
}
