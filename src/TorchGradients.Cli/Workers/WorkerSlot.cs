using TorchGradients.Cli.Terminal;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli.Workers;

/// <summary>A worker's place: gives its worker one run after the other, replaces it when it dies, and publishes what ends.</summary>
/// <param name="program">What is started.</param>
/// <param name="experiment">The experiment's folder, whose lock this process holds.</param>
/// <param name="device">The place's GPU; null: none of its own.</param>
/// <param name="fresh">Go on from no checkpoint of an earlier time.</param>
/// <param name="progress">Hears what happens.</param>
/// <param name="clock">Measures runs and patience.</param>
internal sealed class WorkerSlot(
    WorkerProgram program, string experiment, string? device, bool fresh, GridProgress progress, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>How long running work may take to end cleanly, at an interruption and after a time limit.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    const int MostAttempts = 2;

    readonly AttemptFolders _attempts = new(experiment);
    WorkerProcess? _worker;

    /// <summary>Executes a run; its folder is in its place afterwards.</summary>
    /// <param name="run">The run.</param>
    /// <param name="ending">Ends it cleanly, and after <see cref="Patience"/> at once.</param>
    /// <param name="atOnce">Leaves no such time.</param>
    /// <returns>How it ended; null where it was ended at once.</returns>
    /// <exception cref="StorageException">Nothing can be written.</exception>
    public async Task<Outcome?> Execute(PlannedRun run, CancellationToken ending, CancellationToken atOnce)
    {
        long start = clock.GetTimestamp();
        progress.Started(run);
        for (int attempt = 1; ; attempt++)
        {
            string folder = Begin(run, attempt > 1 ? EarlierAttempts.SetAside : fresh ? EarlierAttempts.None : EarlierAttempts.All);
            (WorkerReport? report, int steps, bool isOverdue) = await Follow(run, folder, ending, atOnce);
            if (report?.Kind == WorkerReportKind.CannotWrite) throw CannotWrite(report.Reason!, null);
            if (report is not null && Ended(folder) is { } outcome)
            {
                if (outcome.Status == RunStatus.Failed) await Dismiss();  // Nobody knows what state its torch is in.
                return Publish(run, folder, outcome);
            }

            string reason = isOverdue ? RunExecutor.OverTime(run.Config.Training.TimeLimit!.Value)
                : report is null ? $"its worker died: {await _worker!.End()}"
                : $"its files were lost: {report.Reason ?? "the outcome is missing"}";
            await Dismiss();
            if (ending.IsCancellationRequested) return Abandon(run, folder);
            if (isOverdue || attempt == MostAttempts)
            {
                return Publish(run, folder, Failure(run, folder, reason, steps, clock.GetElapsedTime(start)));
            }

            progress.Note($"{run.Title}: {reason}. It is tried once more.");
            Storing(() => _attempts.PutAside(folder, run.Folder));
        }
    }

    /// <summary>Ends the worker.</summary>
    public async ValueTask DisposeAsync() => await Dismiss();

    async Task<(WorkerReport? Last, int Steps, bool IsOverdue)> Follow(
        PlannedRun run, string folder, CancellationToken ending, CancellationToken atOnce)
    {
        WorkerProcess worker = _worker ??= WorkerProcess.Start(program, progress.Note);
        using var overdue = new CancellationTokenSource(Allowed(run), clock);
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var onOverdue = overdue.Token.Register(worker.Kill);
        using var onPatience = patience.Token.Register(worker.Kill);
        using var onImpatience = atOnce.Register(worker.Kill);
        worker.Send(new WorkOrder(RunOrder.Of(run, folder, device)));
        using var onEnding = ending.Register(() =>
        {
            worker.Send(WorkOrder.Cancel);
            patience.CancelAfter(Patience);
        });

        int steps = 0;
        await foreach (WorkerReport report in worker.Reports.ReadAllAsync(CancellationToken.None))
        {
            if (report.Kind != WorkerReportKind.Stepped) return (report, steps, IsOverdue: false);
            steps = report.Step + 1;
            progress.Stepped(run, report.Step, report.Loss ?? double.NaN);
        }

        return (null, steps, overdue.IsCancellationRequested);
    }

    // The worker ends the run itself, between two steps; one that is stuck in a step is ended from here.
    static TimeSpan Allowed(PlannedRun run) => run.Config.Training.TimeLimit is { } limit && limit < RunExecutor.LongestTimer
        ? TimeSpan.FromSeconds(limit) + Patience
        : Timeout.InfiniteTimeSpan;

    string Begin(PlannedRun run, EarlierAttempts earlier)
    {
        // Without its lock's file the folder is another one than this process holds: someone has removed it.
        if (!File.Exists(Path.Combine(experiment, ExperimentLock.FileName))) throw CannotWrite("someone has removed it", null);
        string folder = "";
        Storing(() => folder = _attempts.Begin(run, earlier, () => RunExecutor.EnvironmentOf(run, device), progress.Note));
        return folder;
    }

    static Outcome? Ended(string folder)
    {
        string file = Path.Combine(folder, OutcomeFile.Name);
        return File.Exists(file) ? OutcomeFile.Read(file) : null;
    }

    Outcome? Abandon(PlannedRun run, string folder)
    {
        Storing(() => _attempts.PutAside(folder, run.Folder));
        progress.Abandoned(run);
        return null;
    }

    Outcome Publish(PlannedRun run, string folder, Outcome outcome)
    {
        Storing(() => _attempts.Publish(folder, run.Folder));
        progress.Finished(run, outcome);
        return outcome;
    }

    Outcome Failure(PlannedRun run, string folder, string reason, int steps, TimeSpan time)
    {
        var outcome = new Outcome
        {
            Identity = run.Identity,
            Status = RunStatus.Failed,
            Reason = reason,
            Steps = steps,
            Seconds = time.TotalSeconds,
        };
        Storing(() =>
        {
            Directory.CreateDirectory(folder);
            RunExecutor.WriteResolved(run, folder);
            OutcomeFile.Write(Path.Combine(folder, OutcomeFile.Name), outcome);
        });
        return outcome;
    }

    void Storing(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(StorageFailure.Of(exception) ?? exception.Message, exception);
        }
    }

    StorageException CannotWrite(string reason, Exception? exception) =>
        new($"{experiment} cannot be written: {reason}. What is complete stays. Mend that, and run the same command again.", exception);

    async Task Dismiss()
    {
        if (_worker is { } worker) await worker.DisposeAsync();
        _worker = null;
    }
}
