namespace TorchGradients.Execution;

/// <summary>Collects what a run's steps cost, and what of that the probes add: steps with records against steps without.</summary>
public sealed class StepClock
{
    /// <summary>The first steps load kernels and warm caches: they are not counted.</summary>
    internal const int WarmUp = 3;

    int? _first;

    /// <summary>The sums so far; those of an earlier process count where they are put back before the first step.</summary>
    public StepSums Sums { get; set; } = new(0, 0, 0, 0);

    /// <summary>Adds a step's time.</summary>
    /// <param name="step">The step.</param>
    /// <param name="probed">Whether anything was measured.</param>
    /// <param name="microseconds">The run's share of the time.</param>
    public void Add(int step, bool probed, double microseconds)
    {
        _first ??= step;
        if (step - _first < WarmUp) return;

        Sums = probed
            ? Sums with { Probed = Sums.Probed + microseconds, ProbedSteps = Sums.ProbedSteps + 1 }
            : Sums with { Plain = Sums.Plain + microseconds, PlainSteps = Sums.PlainSteps + 1 };
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
