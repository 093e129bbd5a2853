using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Slurm;

/// <summary><c>run … --on slurm</c>: submits what is missing and not queued, and waits for it if asked to.</summary>
/// <param name="output">The folder of all experiments.</param>
/// <param name="fresh">Ignore earlier results.</param>
/// <param name="wait">Stay until all is over.</param>
/// <param name="clock">Measures and dates.</param>
internal sealed class SlurmSession(string output, bool fresh, bool wait, TimeProvider clock)
{
    const string WithoutTools = "nothing was submitted. "
        + "Run this on a machine of the cluster from which jobs are submitted, or leave out --on slurm.";

    /// <summary>The exit code.</summary>
    public async Task<int> Run(IReadOnlyList<SlurmWork> works, CancellationToken cancellation)
    {
        // All of them first: what cannot be done is said before anything is.
        var largest = new List<int>();
        foreach (SlurmWork work in works)
        {
            largest.Add(await new Inquiry(ClientFor(work.Settings, WithoutTools), work).Ask(cancellation));
        }

        var submitted = new List<(SlurmWork Work, ExperimentPlan Plan)>();
        foreach ((SlurmWork work, int most) in works.Zip(largest))
        {
            submitted.Add((work, await Submit(work, most, cancellation)));
        }

        if (!wait) return ExitCode.Done;

        int exitCode = ExitCode.Done;
        foreach ((SlurmWork work, ExperimentPlan plan) in submitted)
        {
            SlurmClient client = ClientFor(work.Settings, WithoutTools);
            exitCode = Math.Max(exitCode, await new WaitSession(PathOf(plan), plan, client, clock).Run(cancellation));
        }

        return exitCode;
    }

    /// <summary>A client that is as patient as the settings say.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="withoutTools">What it means where Slurm's programs are missing, and what to do then.</param>
    public static SlurmClient ClientFor(SlurmSettings settings, string withoutTools) =>
        new(TimeSpan.FromSeconds(settings.Patience), Console.Error.WriteLine, TimeProvider.System, withoutTools);

    string PathOf(ExperimentPlan plan) => Path.GetFullPath(new ExperimentFolder(output, plan).Path);

    async Task<ExperimentPlan> Submit(SlurmWork work, int largest, CancellationToken cancellation)
    {
        SlurmClient client = ClientFor(work.Settings, WithoutTools);
        string path = PathOf(work.Plan);
        using var taken = ExperimentLock.Take(path);
        ExperimentJobs jobs = await ExperimentJobs.Of(path, client, cancellation);
        if (fresh && jobs.Active.Count > 0) throw StillAtWork(path, jobs);

        EarlierPlan before = fresh ? EarlierPlan.None : EarlierPlans.Of(path);
        ExperimentPlan plan = ThreadChoice.Assign(work.Plan, before, work.Settings.Cpus);
        var folder = new ExperimentFolder(Path.GetDirectoryName(path)!, plan);
        PlanFile.Write(path, plan);
        Console.Error.Write(PlanText.Notes(plan));
        var attempts = new AttemptFolders(folder.Path);
        IReadOnlySet<PlannedRun> complete = fresh ? new HashSet<PlannedRun>() : TakeUp(folder, attempts, jobs);

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
        var parts = new PartPlanner(work.Settings, Devices.Present, Console.Error.WriteLine, clock).Parts(plan, isOpen.Contains);
        Directory.CreateDirectory(Path.Combine(path, SubmissionFolder.Above));
        Submission submission = await SubmitParts();
        ProgramSnapshot.RemoveOthers(path,
            jobs.Submissions.Where(pair => !pair.Folder.IsClosed).Select(pair => pair.Submission.Program).Append(submission.Program).ToHashSet());
        Console.Out.WriteLine($"{plan.Name}: {PlanText.Count(open.Length, "run")} in {PlanText.Count(parts.Count, "task")} as "
            + $"{(submission.Arrays.Count == 1 ? "job" : "jobs")} {string.Join(", ", submission.Arrays.Select(array => array.Job))}, the report as job {submission.Report.Job}");
        if (!wait) Console.Error.WriteLine($"'status {path}' says how far it is, 'cancel {path}' ends it.");
        return plan;

        async Task<Submission> SubmitParts()
        {
            var earlier = new EarlierResults(folder, plan, attempts);
            try
            {
                return (await new Submitter(client, work, Console.Error.WriteLine, clock)
                    .Submit(path, parts, largest, () => Withdraw(earlier), cancellation)).Submission;
            }
            catch
            {
                earlier.PutBack();
                throw;
            }
        }

        void Withdraw(EarlierResults earlier)
        {
            if (!fresh) return;
            TakeUpLeftovers(attempts, jobs);
            earlier.PutAside();
            EarlierPlans.ForgetHalved(path);
        }
    }

    IReadOnlySet<PlannedRun> TakeUp(ExperimentFolder folder, AttemptFolders attempts, ExperimentJobs jobs)
    {
        TakeUpLeftovers(attempts, jobs);
        return folder.Adopt(attempts);
    }

    void TakeUpLeftovers(AttemptFolders attempts, ExperimentJobs jobs)
    {
        attempts.TakeUp(publish: !fresh);
        foreach ((SubmissionFolder earlier, _) in jobs.Submissions)
        {
            if (!jobs.Tasks.Any(task => task.Folder.Path == earlier.Path && task.IsActive)) ReportSession.TakeUp(earlier);
        }
    }

    static SlurmException StillAtWork(string path, ExperimentJobs jobs) => new(
        $"Jobs of {path} are queued or running ({string.Join(", ", jobs.Active.Select(entry => entry.Job).Distinct())}); nothing was run. "
        + $"Wait for them ('status {path}'), or end them with 'cancel {path}'.");

    /// <summary>Refuses work on this machine in a folder where tasks may be at work.</summary>
    /// <exception cref="SlurmException">Some are queued or running.</exception>
    public static async Task RefuseBesideTasks(string path, CancellationToken cancellation)
    {
        if (SubmissionFolder.Of(Path.GetFullPath(path)).All(folder => folder.IsClosed)) return;
        if (!SlurmClient.Has("squeue"))
        {
            Console.Error.WriteLine($"Jobs were submitted for {path}; whether they are still going cannot be asked here.");
            return;
        }

        ExperimentJobs jobs = await ExperimentJobs.Of(path, ClientFor(new SlurmSettings(), "nothing was run."), cancellation);
        if (jobs.Active.Count > 0) throw StillAtWork(path, jobs);
    }
}
