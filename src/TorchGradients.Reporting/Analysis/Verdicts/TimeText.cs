using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>What a remedy costs in time: by the time of a step, which knows nothing of start and evaluation; without it by that of the run.</summary>
static class TimeText
{
    const double Same = 0.05;

    /// <summary>The comparison of times; null where there is no pair.</summary>
    public static Comparison? Compared(CellAnalysis cell) => cell.Compared("stepMicroseconds") ?? cell.Compared("seconds");

    /// <summary>Whether the 95 % interval of the ratio leaves out 1.</summary>
    public static bool IsAnother(Comparison? compared) =>
        compared?.Paired is { RatioLow: { } low, RatioHigh: { } high } && (low > 1 || high < 1);

    /// <summary>The cost in a sentence.</summary>
    public static string Of(CellAnalysis cell)
    {
        if (Compared(cell) is not { } compared) return "What it costs in time is not known.";

        PairedComparison paired = compared.Paired;
        string what = compared.Measure.Name == "seconds" ? "run" : "step";
        string interval = paired.PValue is null ? "" : VerdictText.Interval(paired.RatioLow, paired.RatioHigh);
        string ratio = $"{ShortNumber.Of(paired.Ratio)} times as long as the baseline's{interval}";
        return paired switch
        {
            { RatioLow: >= 1 - Same, RatioHigh: <= 1 + Same } => $"A {what} takes as long as the baseline's{interval}.",
            { RatioLow: not null } when !IsAnother(compared) => $"No difference in time is shown: a {what} takes {ratio}.",
            _ when compared.IsShared => $"A {what} takes {ratio}, by one measurement: the seeds trained together.",
            _ => $"A {what} takes {ratio}.",
        };
    }
}
