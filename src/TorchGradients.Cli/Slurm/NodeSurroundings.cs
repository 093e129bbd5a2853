using TorchGradients.Configuration;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Slurm;

/// <summary>The nodes as plans see them: their data are this machine's, their devices follow from what tasks ask for.</summary>
/// <param name="here">This machine.</param>
/// <param name="hasGpu">Whether a task asks for a GPU, so that <c>auto</c> is <c>cuda</c>; else it is <c>cpu</c>.</param>
internal sealed class NodeSurroundings(ISurroundings here, bool hasGpu) : ISurroundings
{
    const string DevicePath = "training:device";

    /// <inheritdoc/>
    public string DeviceKind(RunConfig config) => KindOf(config, hasGpu);

    /// <summary>What a run's device comes down to on nodes whose tasks have a GPU, or have none.</summary>
    public static string KindOf(RunConfig config, bool hasGpu) => config.Training switch
    {
        { Engine: not "torch" } => "cpu",
        { Device: "auto" } => hasGpu ? "cuda" : "cpu",
        { Device: var named } => named.Split(':')[0],
    };

    /// <inheritdoc/>
    public string? DataHash(RunConfig config) => here.DataHash(config);

    /// <inheritdoc/>
    public (int Features, int Classes)? ShapeOf(RunConfig config) => here.ShapeOf(config);

    /// <inheritdoc/>
    public IReadOnlyList<(string Path, string Finding, string Fix)> Problems(RunConfig config)
    {
        var problems = here.Problems(config).Where(problem => problem.Path != DevicePath).ToList();
        if (!hasGpu && DeviceKind(config) == "cuda")
        {
            problems.Add((DevicePath, $"is {config.Training.Device}, but the tasks ask for no GPU", "Add --gres gpu:1, or use auto."));
        }
        else if (config.Training is { Engine: "torch", Device: var device } && device.Contains(':', StringComparison.Ordinal))
        {
            problems.Add((DevicePath, $"is {device}, but which GPUs a task has is for Slurm to say",
                "Write cuda: the runs of a task are shared out among its GPUs."));
        }

        return problems;
    }
}
