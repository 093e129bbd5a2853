using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>
/// Attempts of one of several processes, mostly on several machines, that work on the same experiment without a lock, and of
/// which two may be at the same run: a task that was given up and started again elsewhere may still be going.
/// </summary>
/// <remarks>
/// Each has a folder of its own for what is going, so none touches what another writes; a checkpoint of another is copied. What has
/// ended is claimed by renaming its folder to the run's, which the system does once: the first wins, and the other drops its own.
/// </remarks>
/// <param name="experiment">The experiment's folder.</param>
/// <param name="own">Where this process' attempts lie while they go; a folder that no other process uses.</param>
/// <param name="earlierOnes">Folders like it of earlier attempts at the same work.</param>
/// <param name="say">Hears that another one was first.</param>
public sealed class SharedAttempts(string experiment, string own, Func<IEnumerable<string>> earlierOnes, Action<string> say) : IRunAttempts
{
    const int MostTries = 100;

    readonly AttemptFolders _folders = new(experiment);

    /// <inheritdoc/>
    public string Experiment => experiment;

    /// <inheritdoc/>
    public string? Obstacle => Directory.Exists(experiment) ? null : "someone has removed it";

    /// <inheritdoc/>
    public string Begin(PlannedRun run, EarlierAttempts earlier, Func<EnvironmentRecord> here, Action<string> say)
    {
        string attempt = Path.Combine(own, AttemptFolders.NameFor(run.Folder));
        foreach (string folder in Kept(run, earlier))
        {
            if (!TryCopy(folder, attempt)) continue;
            if (AttemptFolders.ObstacleIn(run, here(), attempt) is not { } obstacle) return attempt;

            say($"{run.Title}: {obstacle}. The run starts anew.");
            Directory.Delete(attempt, recursive: true);
        }

        Directory.CreateDirectory(attempt);
        return attempt;
    }

    /// <inheritdoc/>
    public void Publish(string attempt, string run)
    {
        string final = Path.Combine(experiment, run);
        if (AttemptFolders.IsComplete(attempt)) CheckpointFile.Remove(attempt);
        for (int tries = 1; !TryMove(attempt, final); tries++)
        {
            if (tries == MostTries) throw new IOException($"{attempt} cannot be renamed to {final}.");
            if (!Directory.Exists(attempt)) return;  // Taken up by one that thought this process was gone.
            if (AttemptFolders.IsComplete(final))
            {
                say($"{run}: another attempt was first; this one is dropped.");
                Directory.Delete(attempt, recursive: true);
                return;
            }

            if (Directory.Exists(final)) PutOlderAside(final, run);
        }
    }

    /// <inheritdoc/>
    public void PutAside(string attempt, string run)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                _folders.PutAside(attempt, run);
                return;
            }
            catch (IOException) when (!Directory.Exists(attempt))
            {
                return;
            }
            catch (IOException) when (tries < MostTries)
            {
                // Another process was setting the same run aside.
            }
        }
    }

    /// <summary>
    /// What is left of processes that have ended: attempts that are whole are published, those of complete runs dropped, the others
    /// set aside. One that is still going all the same finds its folder gone, and its run is done by another.
    /// </summary>
    /// <param name="onlyWhole">Leaves the others where they are: their processes may be going, and their checkpoints are copied.</param>
    public void TakeUp(bool onlyWhole = false)
    {
        foreach (string attempt in earlierOnes().Where(Directory.Exists).SelectMany(Directory.GetDirectories))
        {
            string run = AttemptFolders.RunOf(attempt);
            if (AttemptFolders.IsComplete(attempt)) Publish(attempt, run);
            else if (onlyWhole) continue;
            else if (AttemptFolders.IsComplete(Path.Combine(experiment, run))) Directory.Delete(attempt, recursive: true);
            else PutAside(attempt, run);
        }
    }

    // An older end that is no result. In the moment between, another attempt may have put its result there: that goes back.
    void PutOlderAside(string final, string run)
    {
        string older = Path.Combine(own, AttemptFolders.NameFor(run));
        Directory.CreateDirectory(own);
        if (!TryMove(final, older)) return;
        if (!AttemptFolders.IsComplete(older) || !TryMove(older, final)) PutAside(older, run);
    }

    IEnumerable<string> Kept(PlannedRun run, EarlierAttempts earlier)
    {
        if (earlier == EarlierAttempts.None || run.Config.Training.CheckpointEvery is null) return [];

        IEnumerable<string> others = earlierOnes().Where(Directory.Exists)
            .SelectMany(folder => Directory.GetDirectories(folder, AttemptFolders.PatternFor(run.Folder)));
        string[] folders = [.. others, Path.Combine(experiment, AttemptFolders.SetAside, run.Folder), Path.Combine(experiment, run.Folder)];
        return folders.Where(CheckpointFile.IsIn).OrderByDescending(CheckpointFile.WrittenAt);
    }

    // Checkpoints first: records that are copied after them reach at least as far as they say. The newest before the
    // one before: while both are copied, the newest may become the one before, and a newer one come into its place.
    static bool TryCopy(string folder, string attempt)
    {
        try
        {
            Directory.CreateDirectory(attempt);
            string[] names =
                [CheckpointFile.Name, CheckpointFile.NameBefore, RecordWriter.FileName, "initial.safetensors"];
            foreach (string name in names)
            {
                CopyIfThere(Path.Combine(folder, name), Path.Combine(attempt, name));
            }

            return true;
        }
        catch (IOException) when (!Directory.Exists(folder))
        {
            Directory.Delete(attempt, recursive: true);  // It was just published or set aside.
            return false;
        }
    }

    static void CopyIfThere(string file, string copy)
    {
        try
        {
            if (File.Exists(file)) File.Copy(file, copy);
        }
        catch (FileNotFoundException)
        {
            // Renamed in this moment.
        }
    }

    // Whatever was in the way may be gone when one looks: what to do is decided from what is there then.
    static bool TryMove(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
            return true;
        }
        catch (IOException reason) when (StorageFailure.Of(reason) is null)
        {
            return false;
        }
    }
}
