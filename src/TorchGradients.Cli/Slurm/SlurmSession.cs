using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records.Packs;

namespace TorchGradients.Cli.Slurm;

/// <summary><c>run … --on slurm</c>: submits what is missing and not queued, and waits for it if asked to.</summary>
/// <param name="output">The folder of all experiments.</param>
/// <param name="fresh">Ignore earlier results.</param>
/// <param name="wait">Stay until all is over.</param>
/// <param name="clock">Measures and dates.</param>
internal sealed class SlurmSession(string output, bool fresh, bool wait, TimeProvider clock)
{
    /// <summary>The exit code.</summary>
    public async Task<int> Run(IReadOnlyList<SlurmWork> works, CancellationToken cancellation)
    {
        var submitted = new List<(SlurmWork Work, ExperimentPlan Plan)>();
        foreach (SlurmWork work in works) submitted.Add((work, await Submit(work, cancellation)));
        if (!wait) return ExitCode.Done;

        int exitCode = ExitCode.Done;
        foreach ((SlurmWork work, ExperimentPlan plan) in submitted)
        {
            exitCode = Math.Max(exitCode, await new WaitSession(PathOf(plan), plan, ClientFor(work.Settings), clock).Run(cancellation));
        }

        return exitCode;
    }

    /// <summary>A client that is as patient as the settings say.</summary>
    public static SlurmClient ClientFor(SlurmSettings settings) =>
        new(TimeSpan.FromSeconds(settings.Patience), Console.Error.WriteLine, TimeProvider.System);

    string PathOf(ExperimentPlan plan) => Path.GetFullPath(new ExperimentFolder(output, plan).Path);

    async Task<ExperimentPlan> Submit(SlurmWork work, CancellationToken cancellation)
    {
        SlurmClient client = ClientFor(work.Settings);
        string path = PathOf(work.Plan);
        using var taken = ExperimentLock.Take(path);
        ExperimentJobs jobs = await ExperimentJobs.Of(path, client, cancellation);
        if (fresh && jobs.Active.Count > 0) throw StillAtWork(path, jobs);

        ExperimentPlan plan = ThreadChoice.Assign(
            work.Plan, fresh ? new Dictionary<string, int>() : ThreadChoice.Kept(path), work.Settings.Cpus);
        var folder = new ExperimentFolder(Path.GetDirectoryName(path)!, plan);
        PlanFile.Write(path, plan);
        Console.Error.Write(PlanText.Notes(plan));
        IReadOnlySet<PlannedRun> complete = TakeUp(folder, plan, jobs);

        IReadOnlySet<string> active = jobs.ActiveRuns;
        PlannedRun[] missing = [.. plan.Runs.Where(run => !complete.Contains(run))];
        PlannedRun[] open = [.. missing.Where(run => !active.Contains(run.Identity))];
        if (complete.Count > 0) Console.Error.WriteLine($"{PlanText.Count(complete.Count, "run")} of {plan.Runs.Count} complete already.");
        if (missing.Length > open.Length) Console.Error.WriteLine($"{PlanText.Count(missing.Length - open.Length, "run")} queued or running already.");
        if (open.Length == 0)
        {
            Console.Out.WriteLine($"{plan.Name}: nothing to submit.");
            if (missing.Length == 0) ExperimentReport.Write(path, ReportDetail.Short);
            return plan;
        }

        var isOpen = open.ToHashSet<PlannedRun>(ReferenceEqualityComparer.Instance);
        var parts = new PartPlanner(work.Settings, Console.Error.WriteLine, clock).Parts(plan, isOpen.Contains);
        Directory.CreateDirectory(Path.Combine(path, SubmissionFolder.Above));
        (_, Submission submission) = await new Submitter(client, work, Console.Error.WriteLine, clock).Submit(path, parts, cancellation);
        ProgramSnapshot.RemoveOthers(path,
            jobs.Submissions.Where(pair => !pair.Folder.IsClosed).Select(pair => pair.Submission.Program).Append(submission.Program).ToHashSet());
        Console.Out.WriteLine($"{plan.Name}: {PlanText.Count(open.Length, "run")} in {PlanText.Count(parts.Count, "task")} as "
            + $"{(submission.Arrays.Count == 1 ? "job" : "jobs")} {string.Join(", ", submission.Arrays.Select(array => array.Job))}, the report as job {submission.Report.Job}");
        if (!wait) Console.Error.WriteLine($"'status {path}' says how far it is, 'cancel {path}' ends it.");
        return plan;
    }

    IReadOnlySet<PlannedRun> TakeUp(ExperimentFolder folder, ExperimentPlan plan, ExperimentJobs jobs)
    {
        var attempts = new AttemptFolders(folder.Path);
        attempts.TakeUp(publish: !fresh);
        foreach ((SubmissionFolder earlier, _) in jobs.Submissions)
        {
            if (!jobs.Tasks.Any(task => task.Folder.Path == earlier.Path && task.IsActive)) ReportSession.TakeUp(earlier);
        }

        if (!fresh) return folder.Adopt(attempts);
        foreach (PlannedRun run in plan.Runs) attempts.PutAside(folder.Of(run), run.Folder);
        foreach (string pack in RunPack.Of(folder.Path)) attempts.PutAside(pack, Path.GetFileName(pack));
        return new HashSet<PlannedRun>();
    }

    static SlurmException StillAtWork(string path, ExperimentJobs jobs) => new(
        $"Jobs of {path} are queued or running ({string.Join(", ", jobs.Active.Select(entry => entry.Job).Distinct())}); nothing was run. "
        + $"Wait for them ('status {path}'), or end them with 'cancel {path}'.");

    /// <summary>Refuses work on this machine in a folder where tasks may be at work.</summary>
    /// <exception cref="SlurmException">Some are queued or running.</exception>
    public static async Task RefuseBesideTasks(string path, CancellationToken cancellation)
    {
        if (SubmissionFolder.Of(Path.GetFullPath(path)).All(folder => folder.IsClosed)) return;
        if (!SlurmClient.IsHere)
        {
            Console.Error.WriteLine($"Jobs were submitted for {path}; whether they are still going cannot be asked here.");
            return;
        }

        ExperimentJobs jobs = await ExperimentJobs.Of(path, ClientFor(new SlurmSettings()), cancellation);
        if (jobs.Active.Count > 0) throw StillAtWork(path, jobs);
    }
}
