using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis;

/// <summary>What a half-finished or broken folder lacks, a sentence each: said before anything else.</summary>
static class MissingParts
{
    const int Shown = 5;

    public static IReadOnlyList<string> Of(ExperimentArchive archive, IReadOnlyList<RunSummary> runs) =>
    [
        .. Runs(runs, run => run.Outcome is null && run.Run.Problem is null, "has no result yet", "have no result yet", _ => ""),
        .. Runs(runs, run => run.Outcome?.Status == RunStatus.Failed, "failed", "failed", Reason),
        .. Runs(runs, run => run.Outcome?.Status == RunStatus.Cancelled, "was cancelled", "were cancelled", _ => ""),
        .. Limited([.. runs.Select(run => run.Run.Problem).OfType<string>()]),
        .. Limited([.. runs.SelectMany(run => run.Warnings)]),
        .. Unplanned(archive),
        .. Quantity(runs, "delta-norm", "nothing is said of the gradient", run => run.Decay.Count > 0),
        .. Quantity(runs, "update-ratio", "nothing is said of updates", run => run.MeanUpdateRatios.Count > 0),
        .. Quantity(runs, "train-loss", "nothing is said of the training loss", run => run.TrainLoss.Count > 0),
    ];

    static IEnumerable<string> Runs(
        IReadOnlyList<RunSummary> runs, Func<RunSummary, bool> isMissing, string one, string many, Func<RunSummary, string> reason)
    {
        RunSummary[] missing = [.. runs.Where(isMissing)];
        if (missing.Length == 0) yield break;

        string names = string.Join("; ", missing.Take(Shown).Select(run => run.Run.Plan.Folder + reason(run)));
        string rest = missing.Length > Shown ? $"; and {missing.Length - Shown} more" : "";
        yield return $"{missing.Length} of {runs.Count} runs {(missing.Length == 1 ? one : many)}: {names}{rest}.";
    }

    // Of earlier axes, or of other work altogether.
    static IEnumerable<string> Unplanned(ExperimentArchive archive)
    {
        IReadOnlyList<string> unplanned = archive.UnplannedRuns;
        if (unplanned.Count == 0) yield break;

        string rest = unplanned.Count > Shown ? $"; and {unplanned.Count - Shown} more" : "";
        yield return $"{unplanned.Count} {(unplanned.Count == 1 ? "folder of a run is" : "folders of runs are")} not named by plan.json and left out: "
            + $"{string.Join("; ", unplanned.Take(Shown))}{rest}.";
    }

    static string Reason(RunSummary run) => run.Outcome?.Reason is { } reason ? $" ({reason})" : "";

    static IEnumerable<string> Limited(string[] sentences) => sentences.Length <= Shown
        ? sentences
        : [.. sentences.Take(Shown), $"There are {sentences.Length - Shown} more of these."];

    static IEnumerable<string> Quantity(
        IReadOnlyList<RunSummary> runs, string quantity, string consequence, Func<RunSummary, bool> isThere)
    {
        RunSummary[] ended = [.. runs.Where(run => run.HasEnded)];
        int without = ended.Count(run => !isThere(run));
        if (without > 0) yield return $"{without} of {ended.Length} finished runs did not record {quantity}: {consequence} there.";
    }
}
