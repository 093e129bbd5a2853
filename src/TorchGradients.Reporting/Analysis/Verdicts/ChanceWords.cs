using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>Says of a change that thresholds tell, and no test, that it may be chance.</summary>
static class ChanceWords
{
    /// <summary>The words, with a reservation where the change of the number that decides is not significant.</summary>
    public static string Hedged(string words, RepairAnswer answer, Comparison? deciding, AnalysisConfig thresholds) =>
        answer is RepairAnswer.NothingToRepair or RepairAnswer.DoesNotRepair or RepairAnswer.Improves
            || deciding?.HolmPValue is null || deciding.IsSignificant(thresholds.Significance)
                ? words
                : $"{words} (that may be chance: {VerdictText.HolmPValue(deciding.HolmPValue.Value)})";
}
