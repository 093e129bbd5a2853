namespace TorchGradients.Execution;

/// <summary>Measures what steps cost, and what of that the probes add: steps with records against steps without.</summary>
public sealed class StepClock(TimeProvider clock)
{
    // The first steps load kernels and warm caches.
    const int WarmUp = 3;

    int? _first;

    /// <summary>The sums so far; those of an earlier process count where they are put back before the first step.</summary>
    public StepSums Sums { get; set; } = new(0, 0, 0, 0);

    /// <summary>Runs a step and adds its time.</summary>
    public T Time<T>(int step, bool probed, Func<T> run)
    {
        long start = clock.GetTimestamp();
        T result = run();
        _first ??= step;
        if (step - _first < WarmUp) return result;

        double microseconds = clock.GetElapsedTime(start).TotalMicroseconds;
        Sums = probed
            ? Sums with { Probed = Sums.Probed + microseconds, ProbedSteps = Sums.ProbedSteps + 1 }
            : Sums with { Plain = Sums.Plain + microseconds, PlainSteps = Sums.PlainSteps + 1 };
        return result;
    }

    /// <summary>Mean time of a step, µs; null before the fourth step.</summary>
    public double? StepMicroseconds => Sums.ProbedSteps + Sums.PlainSteps == 0
        ? null
        : (Sums.Probed + Sums.Plain) / (Sums.ProbedSteps + Sums.PlainSteps);

    /// <summary>Share of the time that is spent on probes, in [0, 1]; null unless steps with and without records were seen.</summary>
    public double? ProbeShare
    {
        get
        {
            if (Sums.ProbedSteps == 0) return Sums.PlainSteps == 0 ? null : 0;
            if (Sums.PlainSteps == 0) return null;
            double extra = Sums.Probed - Sums.ProbedSteps * (Sums.Plain / Sums.PlainSteps);
            return Math.Max(0, extra / (Sums.Probed + Sums.Plain));
        }
    }
}
