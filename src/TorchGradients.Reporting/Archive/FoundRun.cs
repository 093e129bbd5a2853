using TorchGradients.Records;
using TorchGradients.Records.Packs;

namespace TorchGradients.Reporting.Archive;

/// <summary>A run that was found below a folder, planned or with a folder of its own.</summary>
/// <param name="Experiment">
/// The experiment's name; where two folders hold experiments of one name, their paths below the folder that was asked
/// for.
/// </param>
/// <param name="Run">The name of the run's folder.</param>
/// <param name="Seed">The seed; null where no file tells it.</param>
/// <param name="Cells">The cells in which it stands: axis values by name; one without values for a run without a
/// plan.</param>
/// <param name="Folder">The run's folder, which may not be there yet.</param>
/// <param name="Outcome">How it ended; null where it has not.</param>
/// <param name="HasRecords">Whether there is a <c>records.clef</c> of this run.</param>
public sealed record FoundRun(
    string Experiment,
    string Run,
    long? Seed,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Cells,
    string Folder,
    Outcome? Outcome,
    bool HasRecords)
{
    /// <summary>The pack that its files lie in, and its identity; null where it has a folder.</summary>
    public PackedRun? Packed { get; init; }

    /// <summary>The run's <c>outcome.json</c>.</summary>
    public string OutcomePath => Path.Combine(Folder, OutcomeFile.Name);

    /// <summary>The run's <c>records.clef</c>.</summary>
    public string RecordsPath => Path.Combine(Folder, ArchiveFiles.RecordsName);

    /// <summary>The records' events as far as they can be read; a warning for each line that is none.</summary>
    public IEnumerable<RecordEvent> Events(Action<ArchiveWarning> warn) =>
        HasRecords ? ArchiveFiles.Events(Packed?.Content ?? RunFiles.In(Folder), warn) : [];
}
