namespace TorchGradients.Execution;

/// <summary>Measures what steps cost, and what of that the probes add: steps with records against steps without.</summary>
public sealed class StepClock(TimeProvider clock)
{
    // The first steps load kernels and warm caches.
    const int WarmUp = 3;

    double _probed, _plain;
    int _probedSteps, _plainSteps;

    /// <summary>Runs a step and adds its time.</summary>
    public T Time<T>(int step, bool probed, Func<T> run)
    {
        long start = clock.GetTimestamp();
        T result = run();
        if (step < WarmUp) return result;

        double microseconds = clock.GetElapsedTime(start).TotalMicroseconds;
        if (probed) (_probed, _probedSteps) = (_probed + microseconds, _probedSteps + 1);
        else (_plain, _plainSteps) = (_plain + microseconds, _plainSteps + 1);
        return result;
    }

    /// <summary>Mean time of a step, µs; null before the fourth step.</summary>
    public double? StepMicroseconds =>
        _probedSteps + _plainSteps == 0 ? null : (_probed + _plain) / (_probedSteps + _plainSteps);

    /// <summary>Share of the time that is spent on probes, in [0, 1]; null unless steps with and without records were seen.</summary>
    public double? ProbeShare
    {
        get
        {
            if (_probedSteps == 0) return _plainSteps == 0 ? null : 0;
            if (_plainSteps == 0) return null;
            double extra = _probed - _probedSteps * (_plain / _plainSteps);
            return Math.Max(0, extra / (_probed + _plain));
        }
    }
}
