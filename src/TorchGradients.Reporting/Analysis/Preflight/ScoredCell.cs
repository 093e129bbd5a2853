using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>A cell with what its step 0 foretold and what came.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Findings">What the rule says of step 0.</param>
/// <param name="Trains">Whether it trained.</param>
/// <param name="Unrecorded">What the rule looks at and the records lack; nothing where a prediction was kept.</param>
/// <param name="Kept">What <c>plan --preflight</c> kept; null where the rule is applied to the records instead.</param>
public sealed record ScoredCell(
    CellAnalysis Cell, IReadOnlyList<PreflightFinding> Findings, bool Trains, IReadOnlyList<string> Unrecorded,
    KeptPrediction? Kept = null)
{
    /// <summary>Whether it was expected not to train.</summary>
    public bool IsWarned => Findings.Count > 0;

    /// <summary>
    /// What was kept of a run of the cell, or else the first seed's step 0, against the cell's training; null where neither
    /// is known.
    /// </summary>
    /// <param name="cell">A cell with runs that have ended.</param>
    /// <param name="trains">Whether it trained.</param>
    /// <param name="thresholds">Where conditions begin.</param>
    /// <param name="predictions">What <c>plan --preflight</c> kept.</param>
    internal static ScoredCell? Of(
        CellAnalysis cell, bool trains, AnalysisConfig thresholds, KeptPredictions predictions)
    {
        KeptPrediction? kept = cell.EndedRuns.OrderBy(run => run.Run.Plan.Seed)
            .Select(run => predictions.ByIdentity.GetValueOrDefault(run.Run.Plan.Identity))
            .FirstOrDefault(prediction => prediction is not null);
        if (kept is not null) return new ScoredCell(cell, kept.Findings, trains, [], kept);

        var first = cell.EndedRuns.MinBy(run => run.Run.Plan.Seed)!;
        bool isThere = first.First is { Step: 0, Layers.Count: > 1 } profile && profile.Layers.Any(layer => layer.Delta is not null);
        if (!isThere) return null;

        var settings = PreflightSettings.OfRun(first.Run.Files) ?? new PreflightSettings(first.Format, 1);
        return new ScoredCell(cell, PreflightRule.Of(first.First, settings, thresholds), trains, [.. Missing(first.First)]);
    }

    static IEnumerable<string> Missing(LayerProfile profile)
    {
        (string Quantity, Func<LayerState, double?> Value)[] looked =
        [
            ("update-ratio", layer => layer.UpdateRatio), ("saturation", layer => layer.Saturation),
            ("dead-units", layer => layer.DeadUnits), ("zero-gradient", layer => layer.ZeroGradient),
        ];
        return looked.Where(pair => profile.Layers.All(layer => pair.Value(layer) is null)).Select(pair => pair.Quantity);
    }
}
