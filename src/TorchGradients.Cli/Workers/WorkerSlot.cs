using System.Globalization;
using TorchGradients.Cli.Terminal;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli.Workers;

/// <summary>A worker's place: gives its worker one cohort after the other, replaces it when it dies, and publishes what ends.</summary>
/// <remarks>
/// What a worker dies over is tried once more. Runs of a cohort that it dies over again, or that fail together, are tried alone,
/// so that only the guilty one fails; those whose numbers are bound to their cohort fail together. Where these do not
/// fit into the device's memory together, the cohort's halves begin anew, one after the other, and so on:
/// <see cref="TooLargeWork"/>. Where a run alone does not fit either, the device is taken by somebody else, or what all
/// runs need is too much; the runs that are left fail together then, and the next <c>run</c> tries the whole again.
/// </remarks>
/// <param name="program">What is started.</param>
/// <param name="attempts">Where runs lie while they go.</param>
/// <param name="device">The place's GPU; null: none of its own.</param>
/// <param name="options">Whether earlier checkpoints count, and whether runs that are tried alone end with the first that fails.</param>
/// <param name="progress">Hears what happens.</param>
/// <param name="clock">Measures runs and patience.</param>
internal sealed class WorkerSlot(
    WorkerProgram program, IRunAttempts attempts, string? device, RunOptions options, GridProgress progress, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>How long running work may take to end cleanly, at an interruption and after a time limit.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    const int MostAttempts = 2;

    readonly CohortFolders _folders = new(attempts, device, progress.Note);
    WorkerProcess? _worker;

    /// <summary>Executes a cohort; its runs' folders are in their places afterwards.</summary>
    /// <param name="work">What is to do of it.</param>
    /// <param name="ending">Ends it cleanly, and after <see cref="Patience"/> at once.</param>
    /// <param name="atOnce">Leaves no such time.</param>
    /// <returns>How its runs ended; those are missing that were ended at once.</returns>
    /// <exception cref="StorageException">Nothing can be written.</exception>
    public async Task<IReadOnlyList<Outcome>> Execute(CohortWork work, CancellationToken ending, CancellationToken atOnce)
    {
        var outcomes = new List<Outcome>();
        var rest = new Stack<SmallerWork>();
        var whole = new SmallerWork(work, options.Fresh ? EarlierAttempts.None : EarlierAttempts.All);
        await Execute(whole, rest, outcomes, ending, atOnce);
        while (rest.TryPop(out SmallerWork? next))
        {
            bool isOver = ending.IsCancellationRequested
                || (options.FailFast && outcomes.Any(outcome => outcome.Status == RunStatus.Failed));
            if (!isOver)
            {
                await Execute(next, rest, outcomes, ending, atOnce);
                continue;
            }

            foreach (PlannedRun run in next.Work.Open) progress.Abandoned(run);
        }

        return outcomes;
    }

    /// <summary>Ends the worker.</summary>
    public async ValueTask DisposeAsync() => await Dismiss();

    /// <summary>Executes what is open of a cohort; what is left is to be tried next, in smaller ones.</summary>
    async Task Execute(
        SmallerWork next, Stack<SmallerWork> rest, List<Outcome> outcomes,
        CancellationToken ending, CancellationToken atOnce)
    {
        int before = outcomes.Count;
        IReadOnlyList<SmallerWork> smaller = await Execute(next, outcomes, ending, atOnce);
        foreach (SmallerWork one in smaller.Reverse()) rest.Push(one);
        if (next.HalfOf is not { } whole || smaller.Count > 0 || ending.IsCancellationRequested) return;

        Outcome? tooLarge = outcomes.Skip(before).FirstOrDefault(outcome => DeviceMemory.IsReason(outcome.Reason));
        if (tooLarge is not null)
        {
            GiveUp(whole, tooLarge.Reason!, rest, outcomes);
            return;
        }

        for (TooLargeWork? one = whole; one is { HasFit: false }; one = one.HalfOf) one.HasFit = true;
    }

    /// <summary>
    /// A run alone does not fit: what is left of the largest cohort of which nothing has come to an end fails with
    /// it, and no cohort there was too large by its size.
    /// </summary>
    void GiveUp(TooLargeWork parent, string reason, Stack<SmallerWork> rest, List<Outcome> outcomes)
    {
        TooLargeWork? whole = null;
        for (TooLargeWork? one = parent; one is { HasFit: false }; one = one.HalfOf)
        {
            whole = one;
            if (one.IsWritten) _folders.UndoHalve(one.Work);
        }

        if (whole is null) return;

        progress.Note($"{whole.Work.Title}: a run alone does not fit either. "
            + "Those that are left of this cohort fail with it; the same command tries it whole again.");
        while (rest.TryPeek(out SmallerWork? next) && next.IsOf(whole))
        {
            CohortWork left = rest.Pop().Work;
            IReadOnlyList<RunAttempt> attempts = _folders.Begin(left, EarlierAttempts.None);
            foreach (RunAttempt attempt in attempts.Where(attempt => attempt.Folder is not null))
            {
                Publish(attempt, _folders.Fail(attempt, reason, steps: 0, left.SecondsBefore), outcomes);
            }
        }
    }

    async Task<IReadOnlyList<SmallerWork>> Execute(
        SmallerWork next, List<Outcome> outcomes, CancellationToken ending, CancellationToken atOnce)
    {
        CohortWork work = next.Work;
        long start = clock.GetTimestamp();
        var alone = new List<PlannedRun>();
        progress.Started(work.Open);
        for (int attempt = 1; ; attempt++)
        {
            IReadOnlyList<RunAttempt> attempts =
                _folders.Begin(work, attempt > 1 ? EarlierAttempts.SetAside : next.Earlier);
            (WorkerReport? report, int steps, bool isOverdue) =
                await Follow(work, attempts, next.HalfOf, ending, atOnce);
            if (report?.Kind == WorkerReportKind.CannotWrite) throw _folders.CannotWrite(report.Reason!, null);

            List<RunAttempt> lost = await Take(work, attempts, report, outcomes, alone);
            if (lost.Count == 0) return Alone(alone);

            if (report?.Kind == WorkerReportKind.TooLarge && !ending.IsCancellationRequested)
            {
                await Dismiss();  // Its memory is free again then.
                return Halve(next with { Work = work.Rest([.. lost.Select(one => one.Run)]) }, lost, report);
            }

            string reason = isOverdue ? RunExecutor.OverTime(work.Open[0].Config.Training.TimeLimit!.Value)
                : report is null ? $"its worker died: {await _worker!.End()}"
                : $"its files were lost: {report.Reason ?? "the outcome is missing"}";
            await Dismiss();
            work = work.Rest([.. lost.Select(one => one.Run)]);
            if (ending.IsCancellationRequested)
            {
                lost.ForEach(Abandon);
                return Alone(alone);
            }

            bool isLast = isOverdue || attempt == MostAttempts;
            if (isLast && (isOverdue || !work.CanBeSplit))
            {
                double seconds = work.SecondsBefore + clock.GetElapsedTime(start).TotalSeconds / attempts.Count;
                lost.ForEach(one => Publish(one, _folders.Fail(one, reason, steps, seconds), outcomes));
                return Alone(alone);
            }

            lost.ForEach(_folders.PutAside);
            progress.Note($"{work.Title}: {reason}. {(isLast ? "Each is tried alone." : "It is tried once more.")}");
            if (isLast) return Alone([.. alone, .. work.Open]);
        }
    }

    static IReadOnlyList<SmallerWork> Alone(IReadOnlyList<PlannedRun> runs) =>
        [.. runs.Select(run => new SmallerWork(CohortWork.Alone(run), EarlierAttempts.SetAside))];

    IReadOnlyList<SmallerWork> Halve(SmallerWork next, List<RunAttempt> lost, WorkerReport report)
    {
        lost.ForEach(_folders.PutAside);
        var whole = new TooLargeWork(next.Work, report.Reason!, next.HalfOf);
        int all = next.Work.Members.Count;
        progress.Note(string.Create(CultureInfo.InvariantCulture,
            $"{next.Work.Title}: {report.Reason} The {all} runs of this cohort begin anew in two, "
            + $"of {(all + 1) / 2} and {all / 2}."));
        return [.. next.Work.Halves(report.Seconds).Select(half => new SmallerWork(half, EarlierAttempts.None, whole))];
    }

    /// <summary>A half makes steps: whoever takes it up again must have the same halves.</summary>
    void Write(TooLargeWork? whole)
    {
        for (; whole is { IsWritten: false }; whole = whole.HalfOf)
        {
            _folders.Halve(whole.Work, whole.Reason);
            whole.IsWritten = true;
        }
    }

    /// <summary>
    /// Publishes what has ended. Of a worker that died only what is complete counts; runs that failed together are to be tried
    /// alone.
    /// </summary>
    /// <returns>The attempts without an outcome.</returns>
    async Task<List<RunAttempt>> Take(
        CohortWork work, IReadOnlyList<RunAttempt> attempts, WorkerReport? report, List<Outcome> outcomes, List<PlannedRun> alone)
    {
        var lost = new List<RunAttempt>();
        bool anyFailed = false;
        foreach (RunAttempt attempt in attempts.Where(attempt => attempt.Folder is not null))
        {
            if (!options.Fresh && _folders.PublishedElsewhere(attempt) is { } published)
            {
                progress.Finished(attempt.Run, published);
                outcomes.Add(published);
                continue;
            }

            Outcome? outcome = CohortFolders.Ended(attempt);
            bool isComplete = outcome?.Status is RunStatus.Completed or RunStatus.Diverged;
            if (outcome is null || (report is null && !isComplete))
            {
                lost.Add(attempt);
                continue;
            }

            anyFailed |= outcome.Status == RunStatus.Failed;
            if (outcome.Status != RunStatus.Failed || IsOverTime(attempt.Run, outcome) || !work.CanBeSplit)
            {
                Publish(attempt, outcome, outcomes);
                continue;
            }

            if (alone.Count == 0) progress.Note($"{work.Title}: {outcome.Reason}. Each is tried alone.");
            _folders.PutAside(attempt);
            alone.Add(attempt.Run);
        }

        if (anyFailed) await Dismiss();  // Nobody knows what state its torch is in.
        return lost;
    }

    async Task<(WorkerReport? Last, int Steps, bool IsOverdue)> Follow(
        CohortWork work, IReadOnlyList<RunAttempt> attempts, TooLargeWork? halfOf,
        CancellationToken ending, CancellationToken atOnce)
    {
        WorkerProcess worker = _worker ??= WorkerProcess.Start(program, progress.Note);
        using var overdue = new CancellationTokenSource(Allowed(work), clock);
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var onOverdue = overdue.Token.Register(worker.Kill);
        using var onPatience = patience.Token.Register(worker.Kill);
        using var onImpatience = atOnce.Register(worker.Kill);
        worker.Send(new WorkOrder([.. attempts.Select(RunOrder.Of)], device, options.PerGpu ?? 1));
        using var onEnding = ending.Register(() =>
        {
            worker.Send(WorkOrder.Cancel);
            patience.CancelAfter(Patience);
        });

        int steps = 0;
        await foreach (WorkerReport report in worker.Reports.ReadAllAsync(CancellationToken.None))
        {
            if (report.Kind == WorkerReportKind.Said)
            {
                progress.Note($"{work.Title}: {report.Reason}.");
                continue;
            }

            if (report.Kind != WorkerReportKind.Stepped) return (report, steps, IsOverdue: false);
            Write(halfOf);
            steps = report.Step + 1;
            progress.Stepped(work.Open[0], report.Step, report.Loss ?? double.NaN);
        }

        return (null, steps, overdue.IsCancellationRequested);
    }

    // The worker ends the runs itself, between two steps; one that is stuck in a step is ended from here.
    static TimeSpan Allowed(CohortWork work) =>
        (work.Members[0].Config.Training.TimeLimit - work.SecondsBefore) * work.Members.Count is { } limit
        && limit < RunExecutor.LongestTimer
            ? TimeSpan.FromSeconds(Math.Max(0, limit)) + Patience
            : Timeout.InfiniteTimeSpan;

    static bool IsOverTime(PlannedRun run, Outcome outcome) =>
        run.Config.Training.TimeLimit is { } limit && outcome.Reason == RunExecutor.OverTime(limit);

    void Publish(RunAttempt attempt, Outcome outcome, List<Outcome> outcomes)
    {
        _folders.Publish(attempt);
        progress.Finished(attempt.Run, outcome);
        outcomes.Add(outcome);
    }

    void Abandon(RunAttempt attempt)
    {
        _folders.PutAside(attempt);
        progress.Abandoned(attempt.Run);
    }

    async Task Dismiss()
    {
        if (_worker is { } worker) await worker.DisposeAsync();
        _worker = null;
    }
}
