namespace TorchGradients.Training.Schedules;

/// <summary>A cut every so many steps: factor^⌊t / every⌋. Source: torch.optim.lr_scheduler.StepLR.</summary>
public sealed class StepDecay(StepDecayOptions options) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(int step, int steps) => Math.Pow(options.Factor, step / options.Every);
}
