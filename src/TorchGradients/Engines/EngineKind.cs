using TorchGradients.Configuration;
using TorchGradients.Training;

namespace TorchGradients.Engines;

/// <summary>A way to train a network, as <c>training:engine</c> names it.</summary>
public abstract class EngineKind
{
    /// <summary>The precision where the config names none: <c>float32</c> or <c>float64</c>.</summary>
    public abstract string DefaultPrecision { get; }

    /// <summary>What keeps this engine from training that config; none where it can.</summary>
    public abstract IReadOnlyList<(string Path, string Finding, string Fix)> Obstacles(RunConfig config);

    /// <summary>Whether it trains several members as one network; else it takes exactly one.</summary>
    public abstract bool Stacks { get; }

    /// <summary>A stacked network with its optimizer; each member's weights are drawn from its own seed.</summary>
    /// <param name="members">
    /// Runs that share their operators: they may differ in seed, initialisation, learning rate, schedule, and the numbers of
    /// optimizer and clipping, as long as the same of these are 0.
    /// </param>
    /// <param name="features">Inputs per sample.</param>
    /// <param name="classes">Outputs per sample.</param>
    /// <param name="device">Where it trains.</param>
    public abstract IEngine Build(IReadOnlyList<RunConfig> members, int features, int classes, torch.Device device);
}
