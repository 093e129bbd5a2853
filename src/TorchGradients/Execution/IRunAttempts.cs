using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>Where runs lie while they go, and how what has ended becomes a result.</summary>
public interface IRunAttempts
{
    /// <summary>The experiment's folder.</summary>
    string Experiment { get; }

    /// <summary>Why no more may be begun here, as the end of a sentence; null where nothing is in the way.</summary>
    string? Obstacle { get; }

    /// <summary>
    /// Makes a new attempt's folder: with what an earlier one kept, where the run can go on from that to the same numbers, else
    /// an empty one.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="earlier">Which earlier ones count.</param>
    /// <param name="here">With what the run would go on; asked for where there is a checkpoint.</param>
    /// <param name="say">Hears why a checkpoint is of no use.</param>
    /// <returns>The folder.</returns>
    string Begin(PlannedRun run, EarlierAttempts earlier, Func<EnvironmentRecord> here, Action<string> say);

    /// <summary>Makes an ended attempt the run's result; a run that is complete gives way to no other end.</summary>
    /// <param name="attempt">The attempt's folder, its outcome written.</param>
    /// <param name="run">The run's folder name.</param>
    void Publish(string attempt, string run);

    /// <summary>Keeps an unfinished attempt to go on from; nothing where it is gone.</summary>
    /// <param name="attempt">The attempt's folder.</param>
    /// <param name="run">The run's folder name.</param>
    void PutAside(string attempt, string run);
}
