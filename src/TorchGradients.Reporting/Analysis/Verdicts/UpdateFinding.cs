using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>Whether a remedy repairs the first layer's update, with the numbers behind it.</summary>
sealed record UpdateFinding(RepairAnswer Answer, string Sentence)
{
    public static UpdateFinding Of(CellAnalysis cell, CellAnalysis baseline, AnalysisConfig thresholds)
    {
        UpdateKind now = KindOf(cell, thresholds), before = KindOf(baseline, thresholds);
        var answer = (now, before) switch
        {
            (UpdateKind.Unknown, _) or (_, UpdateKind.Unknown) => RepairAnswer.Unknown,
            (UpdateKind.Useful, UpdateKind.Useful) => RepairAnswer.NothingToRepair,
            (UpdateKind.Useful, _) => RepairAnswer.Repairs,
            (_, UpdateKind.Useful) => RepairAnswer.Harms,
            _ when (now == UpdateKind.Excessive) != (before == UpdateKind.Excessive) => RepairAnswer.Overcorrects,
            _ => IsBetter(cell, before, thresholds) ? RepairAnswer.Improves : RepairAnswer.DoesNotRepair,
        };
        return new UpdateFinding(answer, answer == RepairAnswer.Unknown
            ? "Whether it repairs the first layer's update is not known: update-ratio was not recorded, or is not finite."
            : $"{ChanceWords.Hedged(InWords(answer, now, before), answer, cell.Compared("firstLayerUpdateRatio"), thresholds)}: update ratio {VerdictText.Against(cell, baseline, "firstLayerUpdateRatio")}.");
    }

    public static UpdateKind KindOf(CellAnalysis cell, AnalysisConfig thresholds) => cell["firstLayerUpdateRatio"].Mean?.Mean switch
    {
        null => UpdateKind.Unknown,
        { } ratio when ratio < thresholds.FrozenUpdateRatio => UpdateKind.Frozen,
        { } ratio when ratio < thresholds.LearningUpdateRatio => UpdateKind.Slow,
        { } ratio when ratio > thresholds.ExcessiveUpdateRatio => UpdateKind.Excessive,
        _ => UpdateKind.Useful,
    };

    static bool IsBetter(CellAnalysis cell, UpdateKind before, AnalysisConfig thresholds) =>
        cell.Compared("firstLayerUpdateRatio") is { } compared && compared.IsSignificant(thresholds.Significance)
        && compared.Paired.Ratio > 1 == (before != UpdateKind.Excessive);

    static string InWords(RepairAnswer answer, UpdateKind now, UpdateKind before) => answer switch
    {
        RepairAnswer.NothingToRepair => "The first layer's update needs no repair",
        RepairAnswer.Repairs => "It repairs the first layer's update",
        RepairAnswer.Improves => $"It improves the first layer's update, which stays {Adjective(now)}",
        RepairAnswer.Overcorrects => $"It overcorrects the first layer's update, which is no longer {Adjective(before)} but {Adjective(now)}",
        RepairAnswer.DoesNotRepair => $"It does not repair the first layer's update, which stays {Adjective(now)}",
        RepairAnswer.Harms => $"It harms the first layer's update, which becomes {Adjective(now)}",
        RepairAnswer.Unknown or RepairAnswer.RepairsAtFirst or RepairAnswer.RepairsLater or _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    static string Adjective(UpdateKind kind) => kind switch
    {
        UpdateKind.Frozen => "too small to learn",
        UpdateKind.Excessive => "too large to learn steadily",
        _ => "small",
    };
}
