namespace TorchGradients.Training.Schedules;

/// <summary>Half a cosine over all steps: m + (1 − m)(1 + cos(πt / T)) / 2.</summary>
/// <remarks>Source: Loshchilov and Hutter 2017, equation 5; torch.optim.lr_scheduler.CosineAnnealingLR.</remarks>
public sealed class Cosine(CosineOptions options) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(int step, int steps) =>
        options.MinimumFactor + (1 - options.MinimumFactor) * (1 + Math.Cos(Math.PI * step / steps)) / 2;
}
