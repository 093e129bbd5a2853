using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli.Terminal;

/// <summary>How far a grid is: counts, speed, what is left. For one thread at a time.</summary>
/// <param name="clock">What time it is; only its differences count.</param>
/// <param name="runs">The runs that will be started.</param>
/// <param name="steps">Their steps together.</param>
public sealed class GridTally(TimeProvider clock, int runs, long steps)
{
    readonly long _started = clock.GetTimestamp();
    readonly Dictionary<PlannedRun, RunningRun> _running = new(ReferenceEqualityComparer.Instance);
    long _stepsEnded;

    /// <summary>The runs that will be started.</summary>
    public int Runs => runs;

    /// <summary>Runs that were carried through.</summary>
    public int Done { get; private set; }

    /// <summary>Runs that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Runs that ended in any way.</summary>
    public int Ended { get; private set; }

    /// <summary>What is going, in the order in which it was started.</summary>
    public IReadOnlyCollection<RunningRun> Running => _running.Values;

    /// <summary>Runs that ended per minute.</summary>
    public double PerMinute => clock.GetElapsedTime(_started).TotalMinutes is > 0 and var minutes ? Ended / minutes : 0;

    /// <summary>
    /// How long the rest takes if its steps take as long as those before; null until a hundredth is done.
    /// </summary>
    public TimeSpan? Left
    {
        get
        {
            double made = _stepsEnded + _running.Values.Sum(run => (long)run.Made);
            return made >= steps / 100.0 && made > 0 ? clock.GetElapsedTime(_started) * Math.Max(0, steps / made - 1) : null;
        }
    }

    /// <summary>A run begins.</summary>
    public void Start(PlannedRun run) => _running[run] = new RunningRun(run, 0, double.NaN, clock.GetTimestamp());

    /// <summary>Steps were made.</summary>
    public void Step(PlannedRun run, int step, double loss)
    {
        if (_running.TryGetValue(run, out RunningRun? running)) _running[run] = running with { Made = step + 1, Loss = loss };
    }

    /// <summary>A run has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">How; null: it was broken off.</param>
    /// <returns>Its time.</returns>
    public TimeSpan End(PlannedRun run, RunStatus? status)
    {
        Ended++;
        if (status is RunStatus.Completed or RunStatus.Diverged) Done++;
        if (status is RunStatus.Failed) Failed++;
        _stepsEnded += run.Config.Training.Steps;
        return _running.Remove(run, out RunningRun? running) ? clock.GetElapsedTime(running.Started) : TimeSpan.Zero;
    }
}
