using System.Text.Json;
using TorchGradients.Records;

namespace TorchGradients.Reporting.Archive;

/// <summary>A planned run and what is on disk of it.</summary>
public sealed class ArchivedRun
{
    readonly Lazy<RunRecords> _records;

    internal ArchivedRun(RunFiles files, PlannedRun plan, Outcome? outcome, string? problem, Func<RunRecords> records)
    {
        Files = files;
        Problem = problem;
        Plan = plan;
        Outcome = outcome;
        _records = new Lazy<RunRecords>(records);
    }

    /// <summary>The run's files, where they are or would be.</summary>
    public RunFiles Files { get; }

    /// <summary>What messages call its records.</summary>
    public string RecordsFile => Files.NameOf(RecordWriter.FileName);

    /// <summary>Folder, identity, cells and seed.</summary>
    public PlannedRun Plan { get; }

    /// <summary>
    /// How the run ended; null where it has not, or where what is on disk is other work than planned.
    /// </summary>
    public Outcome? Outcome { get; }

    /// <summary>Why an outcome that is on disk does not count; null where it does, or where there is none.</summary>
    public string? Problem { get; }

    /// <summary>
    /// <c>completed</c>, <c>diverged</c>, <c>failed</c>, <c>cancelled</c>, or null without an outcome.
    /// </summary>
    public string? Status => Outcome is null ? null : JsonNamingPolicy.CamelCase.ConvertName(Outcome.Status.ToString());

    /// <summary>The run's records, read at first use; empty where there is no outcome.</summary>
    public RunRecords Records => _records.Value;
}
