using TorchGradients.Configuration;
using TorchGradients.HandRolled;
using TorchGradients.Training;

namespace TorchGradients.Engines;

/// <summary>Backpropagation spelled out in C#, in double precision, on the processor.</summary>
public sealed class HandRolledEngineKind : EngineKind
{
    /// <inheritdoc/>
    public override string DefaultPrecision => "float64";

    /// <inheritdoc/>
    public override IReadOnlyList<(string Path, string Finding, string Fix)> Obstacles(RunConfig config) =>
    [
        .. config.Training.Precision is null or "float64" ? Array.Empty<(string, string, string)>() :
            [("training:precision", $"is {config.Training.Precision}, but the hand-rolled engine computes in float64 only",
                "Leave it out, or set training:engine to torch.")],
        .. config.Training.Device.StartsWith("cuda", StringComparison.Ordinal)
            ? [("training:device", $"is {config.Training.Device}, but the hand-rolled engine runs on the processor only",
                "Use auto or cpu, or set training:engine to torch.")]
            : Array.Empty<(string, string, string)>(),
        .. HandRolledSupport.Problems(config, "or set training:engine to torch."),
    ];

    /// <inheritdoc/>
    public override bool Stacks => false;

    /// <inheritdoc/>
    public override IEngine Build(IReadOnlyList<RunConfig> members, int features, int classes, torch.Device device)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(members.Count, 1);
        return new HandRolledEngine(members[0], features, classes);
    }
}
