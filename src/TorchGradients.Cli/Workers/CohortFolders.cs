using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli.Workers;

/// <summary>The parent's side of a cohort's files: a new attempt's folders, and what becomes of each.</summary>
/// <param name="attempts">Where they lie.</param>
/// <param name="device">The place's GPU; null: none of its own.</param>
/// <param name="say">Hears why a checkpoint is of no use.</param>
internal sealed class CohortFolders(IRunAttempts attempts, string? device, Action<string> say)
{
    /// <summary>A new attempt's folders: one for each run that is open; a run that is only company has none.</summary>
    /// <exception cref="StorageException">Nothing can be written.</exception>
    public IReadOnlyList<RunAttempt> Begin(CohortWork work, EarlierAttempts earlier)
    {
        if (attempts.Obstacle is { } obstacle) throw CannotWrite(obstacle, null);
        var open = work.Open.ToHashSet<PlannedRun>(ReferenceEqualityComparer.Instance);
        return Storing(() => work.Members.Select(run => new RunAttempt(run, open.Contains(run)
            ? attempts.Begin(run, earlier, () => RunExecutor.EnvironmentOf(run, device), say)
            : null, work.SecondsBefore)).ToList());
    }

    /// <summary>The outcome in an attempt's folder; null where there is none.</summary>
    public static Outcome? Ended(RunAttempt attempt)
    {
        string file = Path.Combine(attempt.Folder!, OutcomeFile.Name);
        return File.Exists(file) ? OutcomeFile.Read(file) : null;
    }

    /// <summary>
    /// The result of a run whose attempt's folder is gone because another process has published it: a task of a
    /// cluster that was started again while this one was still going. Null where that is not so.
    /// </summary>
    public Outcome? PublishedElsewhere(RunAttempt attempt)
    {
        string published = Path.Combine(attempts.Experiment, attempt.Run.Folder);
        return !Directory.Exists(attempt.Folder) && AttemptFolders.IsComplete(published)
            && OutcomeFile.Read(Path.Combine(published, OutcomeFile.Name)) is var outcome
            && outcome.Identity == attempt.Run.Identity
                ? outcome
                : null;
    }

    /// <summary>Makes an attempt that has ended the run's folder.</summary>
    public void Publish(RunAttempt attempt) => Storing(() => attempts.Publish(attempt.Folder!, attempt.Run.Folder));

    /// <summary>Sets an attempt aside: another one can go on from its checkpoint.</summary>
    public void PutAside(RunAttempt attempt) => Storing(() => attempts.PutAside(attempt.Folder!, attempt.Run.Folder));

    /// <summary>
    /// Writes down that a cohort does not fit into the device's memory, so that its halves are what is taken up
    /// again.
    /// </summary>
    public void Halve(CohortWork work, string reason) =>
        Storing(() => EarlierPlans.AddHalved(attempts.Experiment, work.Members, reason));

    /// <summary>Takes that back.</summary>
    public void UndoHalve(CohortWork work) =>
        Storing(() => EarlierPlans.RemoveHalved(attempts.Experiment, work.Members));

    /// <summary>Writes the outcome of a run whose process could not do so.</summary>
    public Outcome Fail(RunAttempt attempt, string reason, int steps, double seconds)
    {
        var outcome = new Outcome
        {
            Identity = attempt.Run.Identity,
            Status = RunStatus.Failed,
            Reason = reason,
            Steps = steps,
            Seconds = seconds,
        };
        Storing(() =>
        {
            Directory.CreateDirectory(attempt.Folder!);
            RunExecutor.WriteResolved(attempt.Run, attempt.Folder!);
            OutcomeFile.Write(Path.Combine(attempt.Folder!, OutcomeFile.Name), outcome);
        });
        return outcome;
    }

    /// <summary>What is said where nothing can be written.</summary>
    public StorageException CannotWrite(string reason, Exception? exception) =>
        new($"{attempts.Experiment} cannot be written: {reason}. What is complete stays. Mend that, and run the same command again.", exception);

    void Storing(Action action) => Storing(() =>
    {
        action();
        return true;
    });

    T Storing<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(StorageFailure.Of(exception) ?? exception.Message.TrimEnd('.'), exception);
        }
    }
}
