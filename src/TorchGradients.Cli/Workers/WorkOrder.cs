using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli.Workers;

/// <summary>What a worker is told, a line of JSON each on its standard input: runs to train together, or to end those it is at.</summary>
/// <param name="Cohort">The runs in their places; null: end those that are going.</param>
/// <param name="Device">The worker's GPU; null: none of its own.</param>
/// <param name="PerGpu">How many workers share it.</param>
internal sealed record WorkOrder(IReadOnlyList<RunOrder>? Cohort = null, string? Device = null, int PerGpu = 1)
{
    /// <summary>Ends the runs that are going, between two steps.</summary>
    public static WorkOrder Cancel { get; } = new();
}

/// <summary>One run for a worker.</summary>
/// <param name="Identity">The run's identity.</param>
/// <param name="Name">The run's folder name.</param>
/// <param name="Cell">A cell that it belongs to.</param>
/// <param name="Resolved">The whole config.</param>
/// <param name="Threads">Torch's threads.</param>
/// <param name="Place">Its place in its cohort.</param>
/// <param name="IsBound">Whether its last digits depend on that.</param>
/// <param name="Attempt">The folder to work in; null: nothing of it is kept.</param>
/// <param name="SecondsBefore">Its time in an attempt that left nothing to go on from.</param>
internal sealed record RunOrder(
    string Identity, string Name, IReadOnlyDictionary<string, string> Cell, JsonObject Resolved, int? Threads, CohortPlace Place,
    bool IsBound, string? Attempt, double SecondsBefore = 0)
{
    /// <summary>The order for a planned run.</summary>
    public static RunOrder Of(RunAttempt attempt) => new(
        attempt.Run.Identity, attempt.Run.Folder, attempt.Run.Cells[0], attempt.Run.Resolved, attempt.Run.Threads, attempt.Run.Cohort,
        attempt.Run.IsBoundToCohort, attempt.Folder, attempt.SecondsBefore);

    /// <summary>The run again, and where.</summary>
    public RunAttempt ToAttempt()
    {
        RunConfig config = ConfigBinder.Bind<RunConfig>(Resolved);
        var run = new PlannedRun(Identity, Name, config.Seed, Resolved, config, [Cell])
        {
            Threads = Threads,
            Cohort = Place,
            IsBoundToCohort = IsBound,
        };
        return new RunAttempt(run, Attempt, SecondsBefore);
    }
}
