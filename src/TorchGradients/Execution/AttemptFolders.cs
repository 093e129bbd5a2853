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
public sealed class AttemptFolders(string experiment)
{
    /// <summary>What is going.</summary>
    public const string Running = ".running";

    /// <summary>What was left unfinished, the newest of each run.</summary>
    public const string SetAside = ".set-aside";

    const char BeforeAttempt = '~';

    /// <summary>A new attempt's folder; made by whoever executes the run.</summary>
    /// <param name="run">The run's folder name.</param>
    public string Next(string run) =>
        Path.Combine(experiment, Running, $"{run}{BeforeAttempt}{Guid.NewGuid().ToString("N")[..8]}");

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
            string run = Path.GetFileName(attempt).Split(BeforeAttempt)[0];
            if (publish && IsComplete(attempt)) Publish(attempt, run);
            else PutAside(attempt, run);
        }
    }

    /// <summary>Removes the folder of what is going, if nothing is left in it.</summary>
    public void Close()
    {
        string running = Path.Combine(experiment, Running);
        if (Directory.Exists(running) && !Directory.EnumerateFileSystemEntries(running).Any()) Directory.Delete(running);
    }

    /// <summary>Moves a folder to what is set aside, in place of an earlier one of the same run; nothing where it is gone.</summary>
    public void PutAside(string folder, string run)
    {
        if (!Directory.Exists(folder)) return;
        string aside = Path.Combine(experiment, SetAside, run);
        Directory.CreateDirectory(Path.Combine(experiment, SetAside));
        if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        Directory.Move(folder, aside);
    }

    /// <summary>Whether the folder holds the result of a run that was carried through.</summary>
    static bool IsComplete(string folder)
    {
        string file = Path.Combine(folder, OutcomeFile.Name);
        try
        {
            return File.Exists(file) && OutcomeFile.Read(file).Status is RunStatus.Completed or RunStatus.Diverged;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
