using TorchGradients.Cli.Terminal;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Records.Packs;

namespace TorchGradients.Cli.Slurm;

/// <summary>Sees in an experiment's folder what others do in it, and tells a progress of it.</summary>
internal sealed class FolderWatch
{
    const int MostFollowed = 64;

    readonly string _experiment;
    readonly CompleteRuns _ended;
    readonly Dictionary<string, PlannedRun> _open;
    readonly Dictionary<string, DateTime> _before;
    readonly HashSet<string> _started = [];
    readonly PackTail _packs = new();

    /// <summary>Begins.</summary>
    /// <param name="experiment">The experiment's folder.</param>
    /// <param name="runs">The runs that are to end; what lies there of them is an earlier end.</param>
    public FolderWatch(string experiment, IReadOnlyList<PlannedRun> runs)
    {
        (_experiment, _ended) = (experiment, new CompleteRuns(experiment));
        _open = runs.ToDictionary(run => run.Folder);
        _before = runs.Where(run => File.Exists(OutcomeOf(run.Folder))).ToDictionary(run => run.Folder, run => Written(run.Folder));
    }

    /// <summary>The runs that have not ended.</summary>
    public IReadOnlyCollection<PlannedRun> Open => _open.Values;

    /// <summary>Whether none is left.</summary>
    public bool AllEnded => _open.Count == 0;

    /// <summary>Looks once.</summary>
    public void Look(GridProgress progress)
    {
        foreach (string attempt in SubmissionFolder.Of(_experiment).SelectMany(folder => folder.Attempts()).SelectMany(AttemptsIn).Take(MostFollowed))
        {
            if (!_open.TryGetValue(AttemptFolders.RunOf(attempt), out PlannedRun? run)) continue;
            if (_started.Add(run.Folder)) progress.Started([run]);
            if (NewestStep.In(Path.Combine(attempt, RecordWriter.FileName)) is { } newest) progress.Stepped(run, newest.Step, newest.Loss);
        }

        foreach (string name in new DirectoryInfo(_experiment).EnumerateDirectories().Select(folder => folder.Name).Where(_open.ContainsKey).ToArray())
        {
            PlannedRun run = _open[name];
            if (_ended.Outcome(name, run.Identity) is not { } outcome) continue;
            if (_before.TryGetValue(name, out DateTime before) && Written(name) == before) continue;
            End(run, outcome, progress);
        }

        string[] packs = [.. RunPack.Of(_experiment), .. SubmissionFolder.Of(_experiment).SelectMany(folder => folder.Packs())];
        foreach (PackedRun packed in _packs.New(packs))
        {
            if (_open.TryGetValue(packed.Run, out PlannedRun? run) && run.Identity == packed.Identity) End(run, packed.Outcome, progress);
        }
    }

    void End(PlannedRun run, Outcome outcome, GridProgress progress)
    {
        if (_started.Add(run.Folder)) progress.Started([run]);
        progress.Finished(run, outcome);
        _open.Remove(run.Folder);
    }

    static string[] AttemptsIn(string folder)
    {
        try
        {
            return Directory.GetDirectories(folder);
        }
        catch (DirectoryNotFoundException)
        {
            return [];  // It was just removed.
        }
    }

    string OutcomeOf(string run) => Path.Combine(_experiment, run, OutcomeFile.Name);

    DateTime Written(string run) => File.GetLastWriteTimeUtc(OutcomeOf(run));
}
