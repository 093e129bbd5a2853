using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>Hears what happens while runs are executed: the terminal's side of it.</summary>
public interface IRunObserver
{
    /// <summary>A run begins.</summary>
    void Started(PlannedRun run);

    /// <summary>A step was made.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">0 … steps − 1.</param>
    /// <param name="loss">𝓛 of the step's batch.</param>
    void Stepped(PlannedRun run, int step, double loss);

    /// <summary>A run ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outcome">How it ended.</param>
    void Finished(PlannedRun run, Outcome outcome);
}
