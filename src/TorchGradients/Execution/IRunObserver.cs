using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>Hears what happens while a cohort of runs is executed.</summary>
public interface IRunObserver
{
    /// <summary>A cohort begins.</summary>
    void Started(IReadOnlyList<PlannedRun> runs);

    /// <summary>All members that train made a step.</summary>
    /// <param name="step">0 … steps − 1.</param>
    /// <param name="losses">𝓛 of each member's batch; NaN for one that has diverged before.</param>
    void Stepped(int step, IReadOnlyList<double> losses);

    /// <summary>A run ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outcome">How it ended.</param>
    void Finished(PlannedRun run, Outcome outcome);

    /// <summary>Something about the whole cohort that a person should know.</summary>
    /// <param name="words">A sentence without its capital and its full stop.</param>
    void Said(string words);
}
