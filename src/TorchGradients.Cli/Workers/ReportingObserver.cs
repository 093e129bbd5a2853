using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli.Workers;

/// <summary>Tells the parent how far a cohort is, a few times a second.</summary>
internal sealed class ReportingObserver(Action<WorkerReport> tell, TimeProvider clock) : IRunObserver
{
    static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);

    long _told;

    /// <inheritdoc/>
    public void Started(IReadOnlyList<PlannedRun> runs) => _told = 0;

    /// <inheritdoc/>
    public void Stepped(int step, IReadOnlyList<double> losses)
    {
        if (_told != 0 && clock.GetElapsedTime(_told) < s_between) return;
        _told = clock.GetTimestamp();
        double[] finite = [.. losses.Where(double.IsFinite)];
        tell(new WorkerReport(WorkerReportKind.Stepped, step, finite.Length == 0 ? null : finite.Average()));
    }

    /// <inheritdoc/>
    public void Finished(PlannedRun run, Outcome outcome)
    {
    }

    /// <inheritdoc/>
    public void Said(string words) => tell(new WorkerReport(WorkerReportKind.Said, Reason: words));
}
