using TorchGradients.Cli.Terminal;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli;

/// <summary>Shows runs on the terminal as they go.</summary>
internal sealed class ProgressObserver(RunProgress progress) : IRunObserver
{
    /// <inheritdoc/>
    public void Started(PlannedRun run) => progress.Start(run.Title, run.Config.Training.Steps);

    /// <inheritdoc/>
    public void Stepped(PlannedRun run, int step, double loss) => progress.Report(step + 1, loss);

    /// <inheritdoc/>
    public void Finished(PlannedRun run, Outcome outcome) =>
        progress.Finish(outcome.Reason is null
            ? outcome.Status.ToString().ToLowerInvariant()
            : $"{outcome.Status.ToString().ToLowerInvariant()} ({outcome.Reason})");
}
