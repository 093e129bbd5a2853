namespace TorchGradients.Training.Schedules;

/// <summary>The learning rate as it is.</summary>
public sealed class Constant : Schedule
{
    /// <inheritdoc/>
    public override double Factor(int step, int steps) => 1;
}
