using TorchGradients.Data;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>A run of a cohort with its folder: its files from the first to the outcome, which is the last.</summary>
/// <remarks>One without a folder leaves nothing: it trains along, or keeps its place in the stack.</remarks>
sealed class CohortMember : IDisposable
{
    readonly string? _folder;
    readonly TimeProvider _clock;
    EnvironmentRecord _environment;
    string? _smaller, _anew;
    double? _secondsBefore;
    RecordWriter? _records;
    CheckpointKeeper? _keeper;
    LoopMember? _progress;

    /// <summary>Takes the folder: config and environment are written, an earlier outcome is removed, a checkpoint is read.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or the run cannot go on from it.</exception>
    public CohortMember(RunAttempt attempt, EnvironmentRecord environment, TimeProvider clock)
    {
        (Run, _folder, _environment, _clock) = (attempt.Run, attempt.Folder, environment, clock);
        if (_folder is null) return;

        environment.Write(Path.Combine(_folder, EnvironmentRecord.FileName));
        From = CheckpointFile.IsIn(_folder) ? Read() : null;
        if (From is null) _secondsBefore = attempt.SecondsBefore;
    }

    /// <summary>The run.</summary>
    public PlannedRun Run { get; }

    /// <summary>What an earlier attempt kept; null: it begins with the first step.</summary>
    public Checkpoint? From { get; private set; }

    /// <summary>Seconds of earlier attempts.</summary>
    public double SecondsBefore => _secondsBefore ?? From?.Seconds ?? 0;

    /// <summary>Whether nothing of it is kept: it trains along, or is a placeholder.</summary>
    public bool IsCompany => _folder is null;

    /// <summary>Whether it makes no step and only keeps its place in the stack.</summary>
    public bool IsPlaceholder { get; set; }

    /// <summary>How far it is; null before its cohort's data are there.</summary>
    public LoopMember? Progress => _progress;

    /// <summary>How it ended; null while it has not.</summary>
    public Outcome? Outcome { get; private set; }

    /// <summary>Steps made.</summary>
    public int Steps => _progress?.Steps ?? From?.Progress.Steps ?? 0;

    /// <summary>Begins with the first step, whatever an earlier attempt kept; its time counts all the same.</summary>
    /// <param name="reason">Why, for its records.</param>
    public void StartAnew(string reason)
    {
        if (From is null) return;

        CheckpointFile.Remove(_folder!);
        (_secondsBefore, _anew, From) = (SecondsBefore, reason, null);
    }

    /// <summary>Goes back to the checkpoint of a step, the newest or the one before.</summary>
    /// <param name="steps">Steps made then.</param>
    /// <returns>Whether it has one of that step that it can go on from.</returns>
    public bool GoBackTo(int steps)
    {
        if (Steps == steps) return true;
        if (_folder is null || ReadBefore() is not { } before || before.Progress.Steps != steps) return false;

        CheckpointFile.FallBack(_folder);
        From = before;
        return true;
    }

    /// <summary>Begins again in a smaller cohort, from its last checkpoint where there is one.</summary>
    /// <param name="place">Its place there.</param>
    /// <param name="reason">Why, for its records.</param>
    /// <param name="seconds">Its time so far, the attempt that failed among it.</param>
    public void Rejoin(CohortPlace place, string reason, double seconds)
    {
        Dispose();
        (_progress, _smaller, _secondsBefore) = (null, reason, seconds);
        _environment = _environment with { Cohort = place };
        if (_folder is null) return;

        _environment.Write(Path.Combine(_folder, EnvironmentRecord.FileName));
        From = CheckpointFile.IsIn(_folder) ? CheckpointFile.Read(_folder) : null;
    }

    /// <summary>Opens its records.</summary>
    /// <param name="seconds">Its time so far, of all attempts together.</param>
    public void Open(Func<double> seconds)
    {
        if (_folder is null) return;

        string file = Path.Combine(_folder, RecordWriter.FileName);
        _records = From is null ? new RecordWriter(file, _clock) : RecordWriter.Continue(file, From.RecordsLength, _clock);
        _keeper = new CheckpointKeeper(_folder, Checkpoint.Empty(Run, _environment), _records, seconds);
    }

    /// <summary>Takes its place in a loop.</summary>
    public LoopMember Join(PreparedData data, Predictions predictions)
    {
        _progress = new LoopMember(Run.Config, data.TrainRows, _records)
        {
            Theory = predictions.For(Run.Config, data),
            IsPlaceholder = IsPlaceholder,
            IsCompany = IsCompany,
        };
        if (From is not null) _progress.Progress = From.Progress;
        return _progress;
    }

    /// <summary>Puts back what was kept; a placeholder is left as it was drawn, and nothing updates it.</summary>
    public void Restore(IEngine engine, int place)
    {
        if (IsPlaceholder)
        {
            engine.Freeze(place);
            return;
        }

        _keeper?.Restore(From!, engine, place, _progress!);
        TellSmaller();
    }

    /// <summary>Says that it begins.</summary>
    public void Begin()
    {
        _records?.Lifecycle(0, "started", Run.Title);
        if (_anew is not null) _records?.Lifecycle(0, "begun-anew", _anew);
        TellSmaller();
    }

    /// <summary>Keeps its whole state, to go on from.</summary>
    public void Keep(IEngine engine, int place) => _keeper?.Keep(engine, place, _progress!);

    /// <summary>Keeps its weights, where its config asks for that.</summary>
    /// <param name="name"><c>initial</c> or <c>final</c>.</param>
    /// <param name="engine">Has the weights.</param>
    /// <param name="place">Its place among the engine's members.</param>
    public void KeepWeights(string name, IEngine engine, int place)
    {
        if (_folder is not null && Run.Config.Training.Checkpoints.Contains(name))
        {
            SafeTensors.Write(Path.Combine(_folder, $"{name}.safetensors"), engine.Weights(place));
        }
    }

    /// <summary>Says in its records what went wrong, in full.</summary>
    public void Tell(Exception exception) => _records?.Lifecycle(Steps, "exception", exception.ToString());

    /// <summary>Ends it: the last line of its records, then its outcome.</summary>
    public void End(Outcome outcome)
    {
        Outcome = outcome;
        if (_folder is null) return;

        int last = outcome.Status == RunStatus.Diverged ? outcome.Steps - 1 : outcome.Steps;
        _records!.Lifecycle(last, outcome.Status.ToString().ToLowerInvariant(), outcome.Reason ?? "");
        Dispose();
        OutcomeFile.Write(Path.Combine(_folder, OutcomeFile.Name), outcome);
        if (outcome.Status is RunStatus.Completed or RunStatus.Diverged) CheckpointFile.Remove(_folder);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _records?.Dispose();
        _records = null;
    }

    Checkpoint? ReadBefore()
    {
        string file = Path.Combine(_folder!, CheckpointFile.NameBefore);
        try
        {
            if (!File.Exists(file)) return null;

            Checkpoint before = CheckpointFile.ReadFile(file);
            return before.Obstacle(Run, _environment, _folder!) is null ? before : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    Checkpoint Read()
    {
        Checkpoint from = CheckpointFile.Read(_folder!);
        return from.Obstacle(Run, _environment, _folder!) is { } obstacle
            ? throw new InvalidDataException($"{_folder}: {obstacle}.")
            : from;
    }

    void TellSmaller()
    {
        if (_smaller is not null) _records?.Lifecycle(Steps, "smaller-cohort", _smaller);
    }
}
