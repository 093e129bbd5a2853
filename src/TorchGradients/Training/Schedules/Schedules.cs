using TorchGradients.Configuration;

namespace TorchGradients.Training.Schedules;

/// <summary>The learning rate's courses by name; t is the step from 0, T the number of steps.</summary>
public static class Schedules
{
    /// <summary>All of them.</summary>
    public static Registry<Schedule> All { get; } = new Registry<Schedule>("schedule")
        .Add("constant", "1", "Robbins and Monro 1951, without their decay", () => new Constant())
        .Add<StepDecayOptions>("step", "factor^floor(t / every)", "torch.optim.lr_scheduler.StepLR",
            options => new StepDecay(options))
        .Add<ExponentialOptions>("exponential", "factor^t", "torch.optim.lr_scheduler.ExponentialLR",
            options => new Exponential(options))
        .Add<CosineOptions>("cosine", "m + (1 - m) (1 + cos(pi t / T)) / 2, m = minimumFactor",
            "Loshchilov and Hutter 2017, one period without restarts", options => new Cosine(options))
        .Add<LinearWarmupOptions>("linear-warmup", "min(1, (t + 1) / steps)", "Goyal et al. 2017, section 2.2",
            options => new LinearWarmup(options))
        .Add<OneCycleOptions>("one-cycle",
            "cosine from 1 / divisor up to 1 over the first warmupFraction of T, "
            + "cosine down to 1 / (divisor finalDivisor); the momentum is left alone",
            "Smith and Topin 2019; the shape of torch.optim.lr_scheduler.OneCycleLR", options => new OneCycle(options));
}
