using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>An experiment's folder below the output folder: which runs are complete, and where runs go.</summary>
public sealed class ExperimentFolder(string output, ExperimentPlan plan)
{
    /// <summary>OUTPUT/EXPERIMENT.</summary>
    public string Path { get; } = System.IO.Path.Combine(output, plan.Name);

    /// <summary>The folder of a run.</summary>
    public string Of(PlannedRun run) => System.IO.Path.Combine(Path, run.Folder);

    /// <summary>The outcome of the same work done before (completed or diverged, all its checkpoints there), or null.</summary>
    public Outcome? CompleteOutcome(PlannedRun run)
    {
        string file = System.IO.Path.Combine(Of(run), OutcomeFile.Name);
        Outcome? outcome = Read(file);
        bool isComplete = outcome is { Status: RunStatus.Completed or RunStatus.Diverged } && outcome.Identity == run.Identity
            && run.Config.Training.Checkpoints.All(name => File.Exists(System.IO.Path.Combine(Of(run), $"{name}.safetensors")));
        return isComplete ? outcome : null;
    }

    /// <summary>The runs that are complete: the folder is listed once, and only the outcomes in it are read.</summary>
    public IReadOnlySet<PlannedRun> Complete()
    {
        var there = Directory.Exists(Path)
            ? new DirectoryInfo(Path).EnumerateDirectories().Select(folder => folder.Name).ToHashSet()
            : [];
        return plan.Runs.AsParallel().Where(run => there.Contains(run.Folder) && CompleteOutcome(run) is not null)
            .ToHashSet<PlannedRun>(ReferenceEqualityComparer.Instance);
    }

    /// <summary>The outcome in a file; null where there is none, or a damaged one: that is no result.</summary>
    static Outcome? Read(string file)
    {
        try
        {
            return File.Exists(file) ? OutcomeFile.Read(file) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
