using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>How the error term of a cell reaches the first layer, over the seeds.</summary>
/// <param name="Kind">What it comes to.</param>
/// <param name="FirstToLastRatio">
/// ‖δ_1‖ / ‖δ_{L−1}‖, geometric mean over the seeds; null where none is above 0 and finite.
/// </param>
public sealed record GradientState(GradientKind Kind, double? FirstToLastRatio)
{
    /// <summary>Whether the gradient needs a remedy.</summary>
    public bool IsIll => Kind is not (GradientKind.Healthy or GradientKind.Unknown);

    /// <summary>Before training.</summary>
    public static GradientState AtFirst(CellAnalysis cell, AnalysisConfig thresholds) =>
        Of([.. cell.EndedRuns.Select(run => run.First)], thresholds);

    /// <summary>At the last recorded step.</summary>
    public static GradientState AtLast(CellAnalysis cell, AnalysisConfig thresholds) =>
        Of([.. cell.EndedRuns.Select(run => run.Last)], thresholds);

    /// <summary>The state of one profile a run; what holds for at least half of the runs counts.</summary>
    internal static GradientState Of(IReadOnlyList<LayerProfile> profiles, AnalysisConfig thresholds)
    {
        (double First, double Last)[] ends =
        [
            .. from profile in profiles
               where profile.FirstToLastRatio is not null
               select (profile.Layers[0].Delta!.Value, profile.Layers[^2].Delta!.Value),
        ];
        if (ends.Length == 0) return new GradientState(GradientKind.Unknown, null);

        double[] ratios = [.. ends.Select(end => end.First / end.Last).Where(ratio => ratio > 0 && double.IsFinite(ratio))];
        double? ratio = ratios.Length == 0 ? null : Math.Exp(ratios.Average(value => Math.Log(value)));
        return new GradientState(KindOf(ends, ratio, thresholds), ratio);
    }

    static GradientKind KindOf((double First, double Last)[] ends, double? ratio, AnalysisConfig thresholds)
    {
        if (2 * ends.Count(end => end.First == 0) >= ends.Length) return GradientKind.Underflowed;
        if (ratio is null || 2 * ends.Count(end => !double.IsFinite(end.First / end.Last)) >= ends.Length) return GradientKind.NotFinite;
        return ratio < thresholds.Vanishing ? GradientKind.Vanishing
            : ratio > thresholds.Exploding ? GradientKind.Exploding
            : GradientKind.Healthy;
    }
}
