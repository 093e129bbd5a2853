namespace TorchGradients.Training.Schedules;

/// <summary>Half a cosine up from 1 / divisor to 1, another down to 1 / (divisor · finalDivisor).</summary>
/// <remarks>
/// The peak is at step warmupFraction · T − 1, the end at step T − 1. Unlike torch's, it does not move the momentum.
/// Source: Smith and Topin 2019; torch.optim.lr_scheduler.OneCycleLR with two phases.
/// </remarks>
public sealed class OneCycle(OneCycleOptions options) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(int step, int steps)
    {
        double first = 1 / options.Divisor;
        double peak = Math.Max(0, options.WarmupFraction * steps - 1);
        if (step == peak) return 1;
        return step < peak
            ? Between(first, 1, step / peak)
            : Between(1, first / options.FinalDivisor, (step - peak) / (steps - 1 - peak));
    }

    static double Between(double start, double end, double share) =>
        end + (start - end) * (1 + Math.Cos(Math.PI * share)) / 2;
}
