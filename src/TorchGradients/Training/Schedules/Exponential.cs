namespace TorchGradients.Training.Schedules;

/// <summary>A small cut every step: factorᵗ. Source: torch.optim.lr_scheduler.ExponentialLR.</summary>
public sealed class Exponential(ExponentialOptions options) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(int step, int steps) => Math.Pow(options.Factor, step);
}
