using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Analysis.Comparisons;

/// <summary>A value of every nuisance axis, and how good it was on the held-back data.</summary>
/// <param name="Values">The values, in the order of the nuisance axes.</param>
/// <param name="Accuracy">Mean validation accuracy over the seeds; null where none was measured.</param>
/// <param name="Loss">Mean validation loss; not finite where a run diverged; null where none was measured.</param>
/// <param name="Runs">Its runs that ended, one a seed.</param>
public sealed record TuningCandidate(
    IReadOnlyList<string> Values, double? Accuracy, double? Loss, IReadOnlyList<RunSummary> Runs)
{
    /// <summary>
    /// How many of them diverged: what they reached on the held-back data is of the state before, which nobody can rely on.
    /// </summary>
    public int Diverged => Runs.Count(run => run.Outcome!.Status == RunStatus.Diverged);

    /// <summary>The candidate of those runs.</summary>
    public static TuningCandidate Of(IReadOnlyList<string> values, IEnumerable<RunSummary> runs)
    {
        RunSummary[] ended = [.. runs.Where(run => run.HasEnded)];
        return new TuningCandidate(
            values, Mean(ended, outcome => outcome.ValidationAccuracy), Mean(ended, outcome => outcome.ValidationLoss), ended);
    }

    static double? Mean(IEnumerable<RunSummary> runs, Func<Outcome, double?> value)
    {
        double[] values = [.. runs.Select(run => value(run.Outcome!)).OfType<double>()];
        return values.Length == 0 ? null : values.Average();
    }
}
