using TorchGradients.Configuration;
using TorchGradients.Models;
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
    public override bool Stacks => true;

    /// <inheritdoc/>
    public override IEngine Build(IReadOnlyList<RunConfig> members, int features, int classes, torch.Device device)
    {
        ArgumentOutOfRangeException.ThrowIfZero(members.Count);
        return new TorchEngine(
            Architectures.All.Create(members[0].Model.Architecture)(
                [.. members.Select(member => new NetworkMember(member.Model, member.Seed))],
                features, classes, Precisions.Of(members[0]), device),
            [.. members.Select(member => member.Training)]);
    }
}
