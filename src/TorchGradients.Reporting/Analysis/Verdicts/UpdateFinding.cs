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
            _ => IsLarger(cell, thresholds) ? RepairAnswer.Improves : RepairAnswer.DoesNotRepair,
        };
        return new UpdateFinding(answer, answer == RepairAnswer.Unknown
            ? "Whether it repairs the first layer's update is not known: update-ratio was not recorded, or is not finite."
            : $"{InWords(answer, now)}: update ratio {VerdictText.Against(cell, baseline, "firstLayerUpdateRatio")}.");
    }

    public static UpdateKind KindOf(CellAnalysis cell, AnalysisConfig thresholds) => cell["firstLayerUpdateRatio"].Mean?.Mean switch
    {
        null => UpdateKind.Unknown,
        { } ratio when ratio < thresholds.FrozenUpdateRatio => UpdateKind.Frozen,
        { } ratio when ratio < thresholds.LearningUpdateRatio => UpdateKind.Slow,
        _ => UpdateKind.Useful,
    };

    static bool IsLarger(CellAnalysis cell, AnalysisConfig thresholds) =>
        cell.Compared("firstLayerUpdateRatio") is { Paired.Ratio: > 1 } compared && compared.IsSignificant(thresholds.Significance);

    static string InWords(RepairAnswer answer, UpdateKind now) => answer switch
    {
        RepairAnswer.NothingToRepair => "The first layer's update needs no repair",
        RepairAnswer.Repairs => "It repairs the first layer's update",
        RepairAnswer.Improves => $"It improves the first layer's update, which stays {Adjective(now)}",
        RepairAnswer.DoesNotRepair => $"It does not repair the first layer's update, which stays {Adjective(now)}",
        RepairAnswer.Harms => $"It harms the first layer's update, which becomes {Adjective(now)}",
        RepairAnswer.Unknown or RepairAnswer.RepairsAtFirst or _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    static string Adjective(UpdateKind kind) => kind == UpdateKind.Frozen ? "too small to learn" : "small";
}
