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
    readonly Dictionary<string, RunningCohort> _cohorts = [];   // by the run's identity
    readonly List<RunningCohort> _running = [];
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
    public IReadOnlyList<RunningCohort> Running => _running;

    /// <summary>The runs that are going.</summary>
    public int RunsRunning => _cohorts.Count;

    /// <summary>Runs that ended per minute.</summary>
    public double PerMinute => clock.GetElapsedTime(_started).TotalMinutes is > 0 and var minutes ? Ended / minutes : 0;

    /// <summary>
    /// How long the rest takes if its steps take as long as those before; null until a hundredth is done.
    /// </summary>
    public TimeSpan? Left
    {
        get
        {
            double made = _stepsEnded + _running.Sum(cohort => (long)cohort.Made * cohort.Runs.Count);
            return made >= steps / 100.0 && made > 0 ? clock.GetElapsedTime(_started) * Math.Max(0, steps / made - 1) : null;
        }
    }

    /// <summary>Runs begin to train together, or go on apart from the cohort that they were in.</summary>
    public void Start(IReadOnlyList<PlannedRun> runs)
    {
        var cohort = new RunningCohort(runs);
        foreach (PlannedRun run in runs)
        {
            Remove(run);
            _cohorts.Add(run.Identity, cohort);
        }

        _running.Add(cohort);
    }

    /// <summary>A run's cohort made steps.</summary>
    public void Step(PlannedRun run, int step, double loss)
    {
        if (_cohorts.TryGetValue(run.Identity, out RunningCohort? cohort)) cohort.Step(step, loss);
    }

    /// <summary>A run has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">How; null: it was broken off.</param>
    public void End(PlannedRun run, RunStatus? status)
    {
        Ended++;
        if (status is RunStatus.Completed or RunStatus.Diverged) Done++;
        if (status is RunStatus.Failed) Failed++;
        _stepsEnded += run.Config.Training.Steps;
        Remove(run);
    }

    void Remove(PlannedRun run)
    {
        if (!_cohorts.Remove(run.Identity, out RunningCohort? cohort)) return;

        cohort.Remove(run);
        if (cohort.Runs.Count == 0) _running.Remove(cohort);
    }
}
