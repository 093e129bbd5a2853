using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>The sentence on what a remedy costs in time.</summary>
static class TimeText
{
    const double Same = 0.05;

    public static string Of(CellAnalysis cell)
    {
        if (cell.Compared("seconds") is not { } compared) return "What it costs in time is not known.";

        var paired = compared.Paired;
        string interval = VerdictText.Interval(paired.RatioLow, paired.RatioHigh);
        return Math.Abs(paired.Ratio - 1) <= Same
            ? $"A run takes as long as the baseline's{interval}."
            : $"A run takes {ShortNumber.Of(paired.Ratio)} times the baseline's time{interval}.";
    }
}
