using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>What a plan depends on beside the config: this machine's devices, and the data.</summary>
public interface ISurroundings
{
    /// <summary><c>cpu</c> or <c>cuda</c>: what the run's device comes down to.</summary>
    string DeviceKind(RunConfig config);

    /// <summary>SHA-256 of what the data path holds; null without a path.</summary>
    string? DataHash(RunConfig config);

    /// <summary>Inputs per sample and classes; null where the data cannot be read.</summary>
    (int Features, int Classes)? ShapeOf(RunConfig config);

    /// <summary>
    /// What keeps the run from starting: devices that are not there, data that cannot be read, an engine that cannot.
    /// </summary>
    IReadOnlyList<(string Path, string Finding, string Fix)> Problems(RunConfig config);
}
