using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Estimation;

/// <summary>Takes the time of a trial's steps, and ends it when it has taken too long.</summary>
/// <param name="clock">Measures.</param>
/// <param name="longest">How long the trial may take.</param>
/// <param name="end">Ends the trial after the step that it is at.</param>
internal sealed class StepTimes(TimeProvider clock, TimeSpan longest, CancellationTokenSource end) : IRunObserver
{
    readonly List<double> _steps = [];
    long _started;
    double _last;

    /// <summary>Seconds until the first step was done.</summary>
    public double Setup { get; private set; }

    /// <summary>Seconds from the last step to the end of the run.</summary>
    public double Evaluation { get; private set; }

    /// <summary>Seconds of each step but the first.</summary>
    public IReadOnlyList<double> Steps => _steps;

    /// <inheritdoc/>
    public void Started(IReadOnlyList<PlannedRun> runs) => _started = clock.GetTimestamp();

    /// <inheritdoc/>
    public void Stepped(int step, IReadOnlyList<double> losses)
    {
        double now = clock.GetElapsedTime(_started).TotalSeconds;
        if (step == 0) Setup = now;
        else _steps.Add(now - _last);
        _last = now;
        if (now > longest.TotalSeconds) end.Cancel();
    }

    /// <inheritdoc/>
    public void Finished(PlannedRun run, Outcome outcome) => Evaluation = clock.GetElapsedTime(_started).TotalSeconds - _last;

    /// <inheritdoc/>
    public void Said(string words)
    {
        // A trial has no checkpoints.
    }
}
