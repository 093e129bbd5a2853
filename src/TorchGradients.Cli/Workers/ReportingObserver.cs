using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli.Workers;

/// <summary>Tells the parent how far a run is, a few times a second.</summary>
internal sealed class ReportingObserver(Action<WorkerReport> tell, TimeProvider clock) : IRunObserver
{
    static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);

    long _told;

    /// <inheritdoc/>
    public void Started(PlannedRun run) => _told = 0;

    /// <inheritdoc/>
    public void Stepped(PlannedRun run, int step, double loss)
    {
        if (_told != 0 && clock.GetElapsedTime(_told) < s_between) return;
        _told = clock.GetTimestamp();
        tell(new WorkerReport(WorkerReportKind.Stepped, step, double.IsFinite(loss) ? loss : null));
    }

    /// <inheritdoc/>
    public void Finished(PlannedRun run, Outcome outcome)
    {
    }
}
