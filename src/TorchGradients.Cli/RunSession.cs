using TorchGradients.Cli.Slurm;
using TorchGradients.Cli.Terminal;
using TorchGradients.Cli.Workers;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli;

/// <summary>Runs plans, one after the other, each in worker processes, and reports each experiment.</summary>
/// <param name="output">The folder of all experiments.</param>
/// <param name="options">How.</param>
internal sealed class RunSession(string output, RunOptions options)
{
    /// <summary>The exit code.</summary>
    /// <exception cref="StorageException">Another run is at work in a folder, or nothing can be written.</exception>
    public async Task<int> Run(IReadOnlyList<ExperimentPlan> plans, CancellationToken cancellation)
    {
        using var impatience = new Impatience();
        var locks = new List<ExperimentLock>();
        try
        {
            // All of them first: what cannot be done is said before anything is.
            foreach (ExperimentPlan plan in plans)
            {
                await SlurmSession.RefuseBesideTasks(new ExperimentFolder(output, plan).Path, cancellation);
            }

            locks.AddRange(plans.Select(plan => ExperimentLock.Take(new ExperimentFolder(output, plan).Path)));
            bool failed = false;
            var claims = new RequiredClaims(options.RequireClaims);
            foreach (ExperimentPlan plan in plans)
            {
                failed |= await Run(plan, claims, cancellation, impatience.AtOnce);
                if (cancellation.IsCancellationRequested) return ExitCode.Interrupted;
                if ((failed || claims.AreMissed) && options.FailFast) break;
            }

            claims.Tell();
            return failed || claims.AreMissed ? ExitCode.Failed : ExitCode.Done;
        }
        catch (Exception exception) when (exception is not StorageException && StorageFailure.Of(exception) is not null)
        {
            throw new StorageException(
                $"{output} cannot be written: {StorageFailure.Of(exception)}. What is complete stays. Mend that, and run the same command again.",
                exception);
        }
        finally
        {
            foreach (ExperimentLock taken in locks) taken.Dispose();
        }
    }

    async Task<bool> Run(
        ExperimentPlan planned, RequiredClaims claims, CancellationToken cancellation, CancellationToken atOnce)
    {
        string path = new ExperimentFolder(output, planned).Path;
        if (options.Fresh) EarlierPlans.ForgetHalved(path);
        EarlierPlan earlier = options.Fresh ? EarlierPlan.None : EarlierPlans.Of(path);
        ExperimentPlan plan = ThreadChoice.Assign(planned, earlier, PhysicalCores.Count);
        var folder = new ExperimentFolder(output, plan);
        PlanFile.Write(folder.Path, plan);
        Console.Error.Write(PlanText.Notes(plan));

        var attempts = new AttemptFolders(folder.Path);
        attempts.TakeUp(publish: !options.Fresh);
        IReadOnlySet<PlannedRun> complete = options.Fresh ? new HashSet<PlannedRun>() : folder.Adopt(attempts);
        IReadOnlyList<PlannedRun> open = [.. plan.Runs.Where(run => !complete.Contains(run))];
        IReadOnlyList<CohortWork> cohorts =
            [.. plan.Cohorts.Select(cohort => CohortWork.Of(cohort, run => !complete.Contains(run))).Where(work => work.Open.Count > 0)];
        if (complete.Count > 0) SayWhatIsComplete(plan, complete, folder.OtherVersions(complete));

        if (options.PerGpu is not null && !WorkerPlaces.UseGpus(plan.Runs, Devices.Present))
        {
            Console.Error.WriteLine($"--per-gpu has no effect: no run of {plan.Name} shares this machine's GPUs.");
        }

        var runner = new GridRunner(
            WorkerPlaces.For(plan.Runs, options.Workers, options.PerGpu ?? 1, Devices.Present, PhysicalCores.Count),
            options, WorkerProgram.ThisOne, TimeProvider.System);
        bool failed = open.Count > 0 && await GridProgress.Track(Consoles.Error, TimeProvider.System, open, async progress =>
        {
            using var onInterrupt = cancellation.Register(() => progress.Note(
                $"Ending what is going, within {WorkerSlot.Patience.TotalSeconds} s; Ctrl+C once more ends it at once."));
            return await runner.Run(attempts, cohorts, progress, cancellation, atOnce);
        });
        attempts.Close();
        WriteHalves(planned, path, earlier);
        if (!options.NoReport && !atOnce.IsCancellationRequested) claims.Add(ExperimentReport.Write(folder.Path, ReportDetail.Short));
        if (cancellation.IsCancellationRequested) SayHowToGoOn(plan, folder);
        return failed;
    }

    /// <summary>
    /// Cohorts that turned out too large are in the plan as their halves, as they would be the next time.
    /// </summary>
    /// <param name="planned">The plan without threads and places.</param>
    /// <param name="path">The experiment's folder.</param>
    /// <param name="before">What the folder knew when the runs began.</param>
    internal static void WriteHalves(ExperimentPlan planned, string path, EarlierPlan before)
    {
        IReadOnlySet<string> halved = EarlierPlans.HalvedIn(path).Halved;
        if (halved.SetEquals(before.Halved)) return;
        PlanFile.Write(path, ThreadChoice.Assign(planned, before with { Halved = halved }, PhysicalCores.Count));
    }

    static void SayWhatIsComplete(ExperimentPlan plan, IReadOnlySet<PlannedRun> complete, IReadOnlyDictionary<string, int> others)
    {
        Console.Error.WriteLine($"{PlanText.Count(complete.Count, "run")} of {plan.Runs.Count} complete already (--fresh runs them again).");
        if (others.Count > 0)
        {
            Console.Error.WriteLine(
                $"Warning: {others.Values.Sum()} of them made by another version of the program ({string.Join(", ", others.Keys.Order(StringComparer.Ordinal))}; "
                + $"this is {EnvironmentRecord.ThisProgram}).");
        }
    }

    static void SayHowToGoOn(ExperimentPlan plan, ExperimentFolder folder)
    {
        int complete = folder.Complete().Count;
        Console.Error.WriteLine(
            $"Interrupted: {complete} of {PlanText.Count(plan.Runs.Count, "run")} are complete and stay. Run the same command again to do the rest.");
        if (KeptCheckpoints.Words(plan, folder.Path) is { } kept) Console.Error.WriteLine(kept);
    }
}
