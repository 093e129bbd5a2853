using TorchGradients.Cli.Terminal;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Reporting.Archive;
using PlannedRun = TorchGradients.Planning.PlannedRun;

namespace TorchGradients.Cli.Slurm;

/// <summary>Stays until the jobs of an experiment are over, and shows meanwhile how far its runs are.</summary>
/// <param name="experiment">The experiment's folder.</param>
/// <param name="plan">Its plan.</param>
/// <param name="client">Slurm.</param>
/// <param name="clock">Waits.</param>
internal sealed class WaitSession(string experiment, ExperimentPlan plan, SlurmClient client, TimeProvider clock)
{
    static readonly TimeSpan s_betweenLooks = TimeSpan.FromSeconds(1);

    // Between questions to the controller: short while something is likely to be amiss, then so that it does not feel them.
    static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(2);
    static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(15);

    /// <summary>The exit code.</summary>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var folder = new ExperimentFolder(Path.GetDirectoryName(experiment)!, plan);
        IReadOnlyDictionary<PlannedRun, string> complete = folder.Complete();
        PlannedRun[] open = [.. plan.Runs.Where(run => !complete.ContainsKey(run))];
        try
        {
            await GridProgress.Track(Consoles.Error, clock, open, progress => Follow(new FolderWatch(experiment, open), progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"The jobs go on. 'status {experiment}' says how far they are, 'cancel {experiment}' ends them.");
            return ExitCode.Interrupted;
        }

        ExperimentReport.Write(experiment, ReportDetail.Short);
        ExperimentStatus status = ExperimentStatus.Of(
            ExperimentArchive.Open(experiment), await ExperimentJobs.Of(experiment, client, cancellation));
        if (status.Done == status.Runs) return ExitCode.Done;
        Console.Error.Write(StatusText.Of(status));
        return ExitCode.Failed;
    }

    async Task<bool> Follow(FolderWatch watch, GridProgress progress, CancellationToken cancellation)
    {
        var said = new HashSet<string>();
        TimeSpan pause = s_firstPause;
        long asked = clock.GetTimestamp();
        while (true)
        {
            ExperimentJobs? jobs = null;
            if (watch.AllEnded || clock.GetElapsedTime(asked) >= pause)
            {
                asked = clock.GetTimestamp();
                pause = pause * 1.5 < s_longestPause ? pause * 1.5 : s_longestPause;
                jobs = await ExperimentJobs.Of(experiment, client, cancellation);
                Tell(jobs, said, progress);
            }

            // In this order: what ended before the queue was asked is seen.
            watch.Look(progress);
            if (jobs is not null && jobs.Active.All(entry => entry.Obstacle is not null || IsBehindAll(entry, jobs)))
            {
                foreach (PlannedRun run in watch.Open) progress.Abandoned(run);
                return true;
            }

            await Task.Delay(s_betweenLooks, clock, cancellation);
        }
    }

    // The report's job waits for all tasks: where none of them can start, neither can it.
    static bool IsBehindAll(QueueEntry entry, ExperimentJobs jobs) =>
        jobs.Submissions.Any(pair => pair.Submission.Report.Name == entry.Name)
        && jobs.Tasks.Any(task => task.IsActive) && jobs.Tasks.Where(task => task.IsActive).All(task => task.Obstacle is not null);

    static void Tell(ExperimentJobs jobs, HashSet<string> said, GridProgress progress)
    {
        foreach (TaskState task in jobs.Tasks)
        {
            string? amiss = task.Obstacle is { } obstacle ? $"can never start: {obstacle}"
                : task.IsActive ? task.Trouble
                : task.Entry is { State: not "COMPLETED" } && !task.Folder.IsCancelled ? task.Trouble
                : null;
            if (amiss is not null && said.Add(amiss)) progress.Note($"Task {task.Part}: {amiss}.");
        }
    }
}
