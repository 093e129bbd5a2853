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

    /// <summary>A network with its optimizer, one member, drawn from the run's seed.</summary>
    /// <param name="config">The run.</param>
    /// <param name="features">Inputs per sample.</param>
    /// <param name="classes">Outputs per sample.</param>
    /// <param name="device">Where it trains.</param>
    public abstract IEngine Build(RunConfig config, int features, int classes, torch.Device device);
}
