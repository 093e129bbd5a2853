using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Workers;

/// <summary>What a worker is told, a line of JSON each on its standard input: a run to execute, or to end the one it is at.</summary>
/// <param name="Run">The run; null: end the one that is going.</param>
internal sealed record WorkOrder(RunOrder? Run = null)
{
    /// <summary>Ends the run that is going, between two steps.</summary>
    public static WorkOrder Cancel { get; } = new();
}

/// <summary>One run for a worker.</summary>
/// <param name="Identity">The run's identity.</param>
/// <param name="Name">The run's folder name.</param>
/// <param name="Cell">A cell that it belongs to.</param>
/// <param name="Resolved">The whole config.</param>
/// <param name="Threads">Torch's threads.</param>
/// <param name="Attempt">The folder to work in.</param>
/// <param name="Device">The worker's GPU; null: none of its own.</param>
internal sealed record RunOrder(
    string Identity, string Name, IReadOnlyDictionary<string, string> Cell, JsonObject Resolved, int? Threads, string Attempt, string? Device)
{
    /// <summary>The order for a planned run.</summary>
    public static RunOrder Of(PlannedRun run, string attempt, string? device) =>
        new(run.Identity, run.Folder, run.Cells[0], run.Resolved, run.Threads, attempt, device);

    /// <summary>The run again.</summary>
    public PlannedRun ToRun()
    {
        RunConfig config = ConfigBinder.Bind<RunConfig>(Resolved);
        return new PlannedRun(Identity, Name, config.Seed, Resolved, config, [Cell]) { Threads = Threads };
    }
}
