using System.Text.Json;
using TorchGradients.Records;

namespace TorchGradients.Reporting.Archive;

/// <summary>An experiment's folder, finished or half-finished: its plan, and of each run the outcome and the records.</summary>
public sealed class ExperimentArchive
{
    ExperimentArchive(string folder, ArchivedPlan plan, IReadOnlyList<ArchivedRun> runs)
    {
        Folder = folder;
        Plan = plan;
        Runs = runs;
    }

    /// <summary>The experiment's folder, which holds <c>plan.json</c>.</summary>
    public string Folder { get; }

    /// <summary>What <c>plan.json</c> holds.</summary>
    public ArchivedPlan Plan { get; }

    /// <summary>The axes, in the order in which they were written; none for a single run.</summary>
    public IReadOnlyList<ArchivedAxis> Axes => Plan.Axes ?? [];

    /// <summary>The runs, in the order in which they were planned.</summary>
    public IReadOnlyList<ArchivedRun> Runs { get; }

    /// <summary>The cells, in the order in which they first appear, each with its runs.</summary>
    public IReadOnlyList<ArchivedCell> Cells =>
    [
        .. Runs.SelectMany(run => run.Plan.Cells.Select(cell => (Run: run, Values: ArchivedCell.ValuesOf(Axes, cell))))
            .GroupBy(pair => string.Join('\u001f', pair.Values))
            .Select(group => new ArchivedCell(Axes, group.First().Values, [.. group.Select(pair => pair.Run)])),
    ];

    /// <summary>Reads the plan and the outcomes; records are read when they are asked for.</summary>
    /// <exception cref="ArchiveException">There is no plan, or a file cannot be read.</exception>
    public static ExperimentArchive Open(string folder)
    {
        string file = Path.Combine(folder, "plan.json");
        if (!File.Exists(file))
        {
            throw new ArchiveException($"'{folder}' holds no plan.json: give the folder of an experiment.");
        }

        try
        {
            var plan = JsonSerializer.Deserialize<ArchivedPlan>(File.ReadAllBytes(file), JsonSerializerOptions.Web)
                ?? throw new JsonException("it holds null.");
            return new ExperimentArchive(folder, plan, [.. (plan.Runs ?? []).Select(run => Open(folder, run))]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw new ArchiveException($"'{folder}' cannot be read, run the experiment again: {exception.Message}", exception);
        }
    }

    static ArchivedRun Open(string folder, PlannedRun plan)
    {
        string outcomeFile = Path.Combine(folder, plan.Folder, OutcomeFile.Name);
        var outcome = File.Exists(outcomeFile) ? OutcomeFile.Read(outcomeFile) : null;
        if (outcome?.Identity != plan.Identity) outcome = null;

        string records = Path.Combine(folder, plan.Folder, "records.clef");
        return new ArchivedRun(
            plan,
            outcome,
            () => outcome is not null && File.Exists(records) ? RecordsFile.Read(records) : new RunRecords());
    }
}
