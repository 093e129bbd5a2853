using System.Text.Json;
using TorchGradients.Records;
using TorchGradients.Records.Packs;

namespace TorchGradients.Reporting.Archive;

/// <summary>Reads the files of an experiment as far as they go: what is broken is a warning, not an
/// exception.</summary>
static class ArchiveFiles
{
    public const string PlanName = "plan.json";
    public const string RecordsName = RecordWriter.FileName;

    /// <summary>The plan, or null with a warning where the file holds something else.</summary>
    public static ArchivedPlan? Plan(string file, Action<ArchiveWarning> warn) =>
        Whole(file, warn, "is not a plan", () =>
        {
            using var stream = File.OpenRead(file);
            var plan = JsonSerializer.Deserialize<ArchivedPlan>(stream, JsonSerializerOptions.Web);
            return IsWhole(plan) ? plan : throw new InvalidDataException();
        });

    /// <summary>The outcome, or null with a warning where the file holds something else.</summary>
    public static Outcome? Outcome(string file, Action<ArchiveWarning> warn) =>
        Whole(file, warn, "is not an outcome, so the run counts as not ended", () => OutcomeFile.Read(file));

    /// <summary>The runs in an experiment's packs; none, with a warning, where an index is damaged.</summary>
    public static PackedRuns Packs(string experiment, Action<ArchiveWarning> warn) => new([.. RunPack.Of(experiment).Where(pack =>
        Whole(Path.Combine(pack, RunPack.IndexName), warn, "is not the index of a pack; its runs are left out", () => RunPack.Runs(pack).ToList()) is not null)]);

    /// <summary>The one seed that a run's <c>resolved.json</c> tells; null, with a warning, where it does
    /// not.</summary>
    public static long? Seed(string folder, Action<ArchiveWarning> warn)
    {
        string file = Path.Combine(folder, "resolved.json");
        if (!File.Exists(file)) return null;

        var resolved = Whole(file, warn, "tells no seed", () =>
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<ResolvedSeeds>(stream, JsonSerializerOptions.Web);
        });
        return resolved?.Seeds is [var seed] ? seed : null;
    }

    /// <summary>The events of a <c>records.clef</c>; a warning for each line that is none.</summary>
    public static IEnumerable<RecordEvent> Events(RunFiles files, Action<ArchiveWarning> warn)
    {
        string file = files.NameOf(RecordsName);
        Stream stream;
        try
        {
            stream = files.Open(RecordsName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn(new ArchiveWarning(file, null, "cannot be opened"));
            return [];
        }

        return RecordReader.Read(stream, file, broken =>
            warn(new ArchiveWarning(broken.File, broken.Line, $"{broken.Finding}; it is left out")));
    }

    /// <summary>A warning about a line: JSON's own count starts at 0.</summary>
    static T? Whole<T>(string file, Action<ArchiveWarning> warn, string finding, Func<T?> read) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or IOException
            or UnauthorizedAccessException)
        {
            var json = exception as JsonException ?? exception.InnerException as JsonException;
            string reason = exception is IOException or UnauthorizedAccessException ? "cannot be opened" : finding;
            warn(new ArchiveWarning(file, (int?)(json?.LineNumber + 1), reason));
            return null;
        }
    }

    sealed record ResolvedSeeds(IReadOnlyList<long>? Seeds);

    // The serializer does not know what a record needs: null stands wherever a key was missing.
    static bool IsWhole(ArchivedPlan? plan) => plan is { Experiment: not null }
        && (plan.Axes ?? []).All(axis => axis is { Name: not null })
        && (plan.Claims ?? []).All(claim => claim is { Claim: not null, Source: not null, Condition: { Quantity: not null, Is: not null, Of: not null } })
        && (plan.Runs ?? []).All(run =>
            run is { Folder: not null, Identity: not null, Cells: not null } && run.Cells.All(cell => cell is not null));
}
