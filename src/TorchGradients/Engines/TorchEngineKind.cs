using TorchGradients.Configuration;
using TorchGradients.Models.Architectures;
using TorchGradients.Training;

namespace TorchGradients.Engines;

/// <summary>TorchSharp: autograd, on the processor or a CUDA device.</summary>
public sealed class TorchEngineKind : EngineKind
{
    /// <inheritdoc/>
    public override string DefaultPrecision => "float32";

    /// <inheritdoc/>
    public override IReadOnlyList<(string Path, string Finding, string Fix)> Obstacles(RunConfig config) => [];

    /// <inheritdoc/>
    public override IEngine Build(RunConfig config, int features, int classes, torch.Device device) =>
        new TorchEngine(
            Architectures.All.Create(config.Model.Architecture)(
                config.Model, features, classes, [config.Seed], Precisions.Of(config), device),
            config.Training);
}
