using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>
/// Where runs lie while they go, below an experiment's folder, so that a run's own folder is whole or not there:
/// <c>.running/RUN~XXXXXXXX</c> while it goes, RUN once it has ended, <c>.set-aside/RUN</c> for what was left unfinished.
/// </summary>
/// <remarks>
/// Only the process that holds the experiment's lock publishes. A worker whose parent is gone may write for some moments
/// more, but only into its own attempt, which nobody publishes unless it is whole. For one that holds the lock.
/// </remarks>
/// <param name="experiment">The experiment's folder.</param>
public sealed class AttemptFolders(string experiment) : IRunAttempts
{
    /// <summary>What is going.</summary>
    public const string Running = ".running";

    /// <summary>What was left unfinished, the newest of each run.</summary>
    public const string SetAside = ".set-aside";

    const char BeforeAttempt = '~';

    /// <inheritdoc/>
    public string Experiment => experiment;

    /// <summary>Without its lock's file the folder is another one than this process holds.</summary>
    public string? Obstacle => File.Exists(Path.Combine(experiment, ExperimentLock.FileName)) ? null : "someone has removed it";

    /// <summary>A new attempt's folder, not made yet.</summary>
    /// <param name="run">The run's folder name.</param>
    public string Next(string run) => Path.Combine(experiment, Running, NameFor(run));

    /// <summary>A name for an attempt at a run, each time another one.</summary>
    internal static string NameFor(string run) => $"{run}{BeforeAttempt}{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>What the names of all attempts at a run match.</summary>
    internal static string PatternFor(string run) => $"{run}{BeforeAttempt}*";

    /// <summary>The run that an attempt's folder is of.</summary>
    public static string RunOf(string attempt) => Path.GetFileName(attempt).Split(BeforeAttempt)[0];

    /// <summary>The names of the runs that have an attempt in a folder of such.</summary>
    public static IEnumerable<string> RunsIn(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(RunOf) : [];

    /// <summary>
    /// Makes a new attempt's folder: an earlier one with its checkpoint, where the run can go on from that to the same
    /// numbers, else an empty one.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="earlier">Which earlier ones count.</param>
    /// <param name="here">With what the run would go on; asked for where there is a checkpoint.</param>
    /// <param name="say">Hears why a checkpoint is of no use.</param>
    /// <returns>The folder.</returns>
    public string Begin(PlannedRun run, EarlierAttempts earlier, Func<EnvironmentRecord> here, Action<string> say)
    {
        string attempt = Next(run.Folder);
        string[] folders = [Path.Combine(experiment, SetAside, run.Folder), Path.Combine(experiment, run.Folder)];
        foreach (string folder in folders.Take((int)earlier).Where(CheckpointFile.IsIn))
        {
            if (ObstacleIn(run, here(), folder) is { } obstacle)
            {
                say($"{run.Title}: {obstacle}. The run starts anew; what it had is set aside.");
                PutAside(folder, run.Folder);
                continue;
            }

            Directory.CreateDirectory(Path.Combine(experiment, Running));
            Directory.Move(folder, attempt);
            return attempt;
        }

        Directory.CreateDirectory(attempt);
        return attempt;
    }

    /// <summary>
    /// Makes an ended attempt the run's folder. What lay there is set aside; a run that is complete gives way to a
    /// complete one only.
    /// </summary>
    /// <param name="attempt">The attempt's folder, its outcome written.</param>
    /// <param name="run">The run's folder name.</param>
    public void Publish(string attempt, string run)
    {
        string final = Path.Combine(experiment, run);
        if (IsComplete(final) && !IsComplete(attempt))
        {
            PutAside(attempt, run);
            return;
        }

        if (IsComplete(attempt)) CheckpointFile.Remove(attempt);  // Its process may have been killed before it could.

        // Ended between the two moves, the complete attempt is found and published by the next run.
        if (Directory.Exists(final)) PutAside(final, run);
        Directory.Move(attempt, final);
    }

    /// <summary>Takes up what an earlier process left: attempts that are whole are published, the others set aside.</summary>
    /// <param name="publish">False: whole ones are set aside too, because earlier results do not count.</param>
    public void TakeUp(bool publish)
    {
        string running = Path.Combine(experiment, Running);
        if (!Directory.Exists(running)) return;

        foreach (string attempt in Directory.GetDirectories(running))
        {
            string run = RunOf(attempt);
            if (publish && IsComplete(attempt)) Publish(attempt, run);
            else PutAside(attempt, run);
        }
    }

    /// <summary>
    /// Gives what was set aside with a checkpoint the name that its run has now; the start of the identity in the folder's name
    /// says which run that is.
    /// </summary>
    /// <param name="open">The runs that are to be done.</param>
    public void Rename(IEnumerable<PlannedRun> open)
    {
        string aside = Path.Combine(experiment, SetAside);
        string[] kept = Directory.Exists(aside) ? [.. Directory.GetDirectories(aside).Where(CheckpointFile.IsIn)] : [];
        if (kept.Length == 0) return;

        ILookup<string, string> byHash = kept.ToLookup(folder => folder[(folder.LastIndexOf('-') + 1)..]);
        foreach (PlannedRun run in open)
        {
            string now = Path.Combine(aside, run.Folder);
            string? then = byHash[run.Folder[(run.Folder.LastIndexOf('-') + 1)..]].FirstOrDefault();
            if (then is not null && !Directory.Exists(now)) Directory.Move(then, now);
        }
    }

    /// <summary>Removes the folder of what is going, if nothing is left in it.</summary>
    public void Close()
    {
        string running = Path.Combine(experiment, Running);
        if (Directory.Exists(running) && !Directory.EnumerateFileSystemEntries(running).Any()) Directory.Delete(running);
    }

    /// <summary>
    /// Moves a folder to what is set aside, in place of an earlier one of the same run; nothing where it is gone. A
    /// checkpoint gives way only to another or to a result: an attempt that has neither is dropped. So those of a
    /// cohort stay while its halves are tried, and it may be whole again.
    /// </summary>
    public void PutAside(string attempt, string run)
    {
        if (!Directory.Exists(attempt)) return;
        string aside = Path.Combine(experiment, SetAside, run);
        if (attempt == aside) return;
        Directory.CreateDirectory(Path.Combine(experiment, SetAside));
        if (CheckpointFile.IsIn(aside) && !CheckpointFile.IsIn(attempt) && !IsComplete(attempt))
        {
            Directory.Delete(attempt, recursive: true);
            return;
        }

        if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        Directory.Move(attempt, aside);
    }

    /// <summary>
    /// Why a run cannot go on from the checkpoint in a folder; null where it can. Where it can from the one before
    /// alone, that takes the place of the newest.
    /// </summary>
    internal static string? ObstacleIn(PlannedRun run, EnvironmentRecord here, string folder)
    {
        string? first = null;
        foreach (string file in CheckpointFile.In(folder))
        {
            if (ObstacleIn(run, here, folder, file) is { } obstacle)
            {
                first ??= obstacle;
                continue;
            }

            // The newest is of no use, or its process ended between the two moves that a new one takes.
            if (Path.GetFileName(file) == CheckpointFile.NameBefore) CheckpointFile.FallBack(folder);
            return null;
        }

        return first;
    }

    static string? ObstacleIn(PlannedRun run, EnvironmentRecord here, string folder, string file)
    {
        try
        {
            return CheckpointFile.ReadFile(file).Obstacle(run, here, folder) is { } obstacle
                ? $"{file} cannot be gone on from: {obstacle}"
                : null;
        }
        catch (InvalidDataException damaged)
        {
            return damaged.Message.TrimEnd('.');
        }
    }

    /// <summary>Whether the folder holds the result of a run that was carried through.</summary>
    internal static bool IsComplete(string folder)
    {
        string file = Path.Combine(folder, OutcomeFile.Name);
        try
        {
            return File.Exists(file) && OutcomeFile.Read(file).Status is RunStatus.Completed or RunStatus.Diverged;
        }
        catch (Exception exception) when (exception is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            return false;  // Damaged, or another process has just moved it.
        }
    }
}
