using System.Globalization;
using TorchGradients.Cli.Terminal;
using TorchGradients.Cli.Workers;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Slurm;

/// <summary>A task: this program on its part of the plan, on a node of the cluster.</summary>
/// <param name="folder">The submission.</param>
/// <param name="part">Which part.</param>
internal sealed class TaskSession(SubmissionFolder folder, int part)
{
    /// <summary>The exit code.</summary>
    public async Task<int> Run(CancellationToken cancellation)
    {
        using var impatience = new Impatience();
        try
        {
            bool failed = await Work(cancellation, impatience.AtOnce);
            Say(cancellation.IsCancellationRequested ? "it was ended from outside, by its time limit or by someone" : null);
            return cancellation.IsCancellationRequested ? ExitCode.Interrupted : failed ? ExitCode.Failed : ExitCode.Done;
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            Say(trouble.Message);
            throw;
        }
    }

    async Task<bool> Work(CancellationToken cancellation, CancellationToken atOnce)
    {
        Submission submission = folder.Read();
        IReadOnlyList<CohortWork> works = Works(folder, part);

        // What an attempt before this one had ended and could not publish any more, the power being gone.
        string[] before = folder.Attempts(part);
        new SharedAttempts(folder.Experiment, folder.NewAttempt(part), () => before, Console.Error.WriteLine).TakeUp(onlyWhole: true);
        var done = new CompleteRuns(folder.Experiment);
        IReadOnlyList<CohortWork> open = Rest(works, done.Has);
        if (!submission.Pack) return await Work(submission, open, folder.NewAttempt(part), attempts => attempts, cancellation, atOnce);

        using var pack = new TaskPack(folder, part);
        open = Rest(open, run => pack.TakenOver.Find(run.Identity) is { IsComplete: true });

        // What can be gone on from must outlive the node; all else need not go over the network.
        bool isKept = open.Any(work => work.Members[0].Config.Training.CheckpointEvery is not null);
        string own = isKept ? folder.NewAttempt(part) : Directory.CreateTempSubdirectory("torchgradients-task-").FullName;
        bool failed = await Work(submission, open, own, attempts => new PackedAttempts(attempts, pack.Writer), cancellation, atOnce);
        if (!cancellation.IsCancellationRequested) pack.Claim(Console.Error.WriteLine);
        return failed;
    }

    /// <summary>
    /// The part's cohorts; one that an attempt before this one halved is taken up again as its halves.
    /// </summary>
    internal static IReadOnlyList<CohortWork> Works(SubmissionFolder folder, int part)
    {
        EarlierPlan earlier = EarlierPlans.HalvedIn(folder.Experiment);
        return [.. folder.ReadPart(part).SelectMany(work => work.In(earlier))];
    }

    async Task<bool> Work(
        Submission submission, IReadOnlyList<CohortWork> open, string own, Func<SharedAttempts, IRunAttempts> kind,
        CancellationToken cancellation, CancellationToken atOnce)
    {
        string[] earlier = folder.Attempts(part);
        Directory.CreateDirectory(own);
        IRunAttempts attempts = kind(new SharedAttempts(folder.Experiment, own, () => earlier, Console.Error.WriteLine));
        PlannedRun[] runs = [.. open.SelectMany(work => work.Open)];
        var options = new RunOptions(Workers: null, PerGpu: null, FailFast: false, Fresh: false, NoReport: true, RequireClaims: false);
        var runner = new GridRunner(Places(submission.Device, Devices.Present), options, WorkerProgram.ThisOne, TimeProvider.System);
        bool failed = runs.Length > 0 && await GridProgress.Track(
            Consoles.Error, TimeProvider.System, runs, progress => runner.Run(attempts, open, progress, cancellation, atOnce));
        if (Directory.Exists(own) && !Directory.EnumerateFileSystemEntries(own).Any()) Directory.Delete(own);
        return failed;
    }

    static IReadOnlyList<CohortWork> Rest(IReadOnlyList<CohortWork> works, Func<PlannedRun, bool> isDone) =>
        [.. works.Select(work => work.Rest([.. work.Open.Where(run => !isDone(run))])).Where(work => work.Open.Count > 0)];

    /// <summary>A place per processor of the task, or per GPU; the device is the one that the plan was made for.</summary>
    static IReadOnlyList<string?> Places(string device, IReadOnlyList<string> present)
    {
        string[] gpus = [.. present.Where(name => name.StartsWith("cuda", StringComparison.Ordinal))];
        if (device != "cuda") return [.. Enumerable.Repeat("cpu", Processors)];
        return gpus.Length > 0 ? gpus : throw new SlurmException(
            $"{TaskWord.ThisNode} has no GPU that the program can use, and the plan was made for one");
    }

    static int Processors => new[] { "SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE" }
        .Select(name => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int cpus) ? cpus : 0)
        .FirstOrDefault(cpus => cpus > 0, 1);

    void Say(string? reason) => TaskWord.TryWrite(folder.Word(part), reason);
}
