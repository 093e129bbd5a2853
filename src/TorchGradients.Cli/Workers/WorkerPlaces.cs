using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Workers;

/// <summary>How many workers there are, and which GPU each has.</summary>
internal static class WorkerPlaces
{
    /// <summary>A device per worker; null: the processor, or the device that a run names.</summary>
    /// <param name="runs">The runs of the plan.</param>
    /// <param name="workers">What the user asked for; null: the machine's physical cores, or the places on its GPUs.</param>
    /// <param name="perGpu">Workers that share a GPU.</param>
    /// <param name="devices">This machine's, as <see cref="Devices.Present"/> has them.</param>
    /// <param name="cores">This machine's physical cores.</param>
    public static IReadOnlyList<string?> For(
        IReadOnlyList<PlannedRun> runs, int? workers, int perGpu, IReadOnlyList<string> devices, int cores)
    {
        if (!UseGpus(runs, devices)) return [.. new string?[workers ?? cores]];
        string[] gpus = GpusOf(devices);

        // GPU by GPU, so that few workers spread over all of them.
        int places = Math.Min(workers ?? int.MaxValue, gpus.Length * perGpu);
        return [.. Enumerable.Range(0, places).Select(place => gpus[place % gpus.Length])];
    }

    /// <summary>Whether workers have GPUs of their own: the machine has some, and a run takes the one it is given.</summary>
    public static bool UseGpus(IReadOnlyList<PlannedRun> runs, IReadOnlyList<string> devices) =>
        GpusOf(devices).Length > 0 && runs.Any(run => UsesAnyGpu(run.Config));

    static string[] GpusOf(IReadOnlyList<string> devices) => [.. devices.Where(device => device.StartsWith("cuda", StringComparison.Ordinal))];

    static bool UsesAnyGpu(RunConfig config) => config.Training is { Engine: "torch", Device: "auto" or "cuda" };
}
