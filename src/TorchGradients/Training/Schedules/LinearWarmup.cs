namespace TorchGradients.Training.Schedules;

/// <summary>A line up to the full rate: min(1, (t + 1) / steps). Source: Goyal et al. 2017, section 2.2.</summary>
public sealed class LinearWarmup(LinearWarmupOptions options) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(int step, int steps) => Math.Min(1, (step + 1.0) / options.Steps);
}
