using TorchGradients.Planning;

namespace TorchGradients.Cli.Slurm;

/// <summary>A plan that is to be submitted, and how.</summary>
/// <param name="Plan">The plan, made for the nodes.</param>
/// <param name="Settings">What tasks ask for.</param>
/// <param name="Origins">Where each setting that is set comes from.</param>
internal sealed record SlurmWork(ExperimentPlan Plan, SlurmSettings Settings, IReadOnlyDictionary<string, string> Origins)
{
    /// <summary>What the runs' device comes down to: a GPU may be asked for by runs that stay on the processor.</summary>
    public string Device =>
        Plan.Runs.Any(run => NodeSurroundings.KindOf(run.Config, HasGpu(Settings)) == "cuda") ? "cuda" : "cpu";

    /// <summary>Whether tasks ask for a GPU.</summary>
    public static bool HasGpu(SlurmSettings settings) => settings.Gres?.Contains("gpu", StringComparison.OrdinalIgnoreCase) == true;
}
